import {
	linear,
	type Matrix,
	type MultiHeadOptions,
	type MultiHeadWeights,
	mixValues,
	softmaxRows,
	transpose,
} from "../../../attention";
import type { Implementation, Misconception } from "../../lesson";
import {
	type MultiHeadSteps,
	multiHeadWith,
	rightSteps,
	weightsOfHeadZero,
} from "../multi-head-steps";
import {
	exchanged,
	filled,
	nanWhereAllIsHidden,
	rounded,
	zeroedAfterSoftmax,
} from "../wrong-weights";

/** The wrong answers to exercise 08 that people really give. */
export const misconceptions: readonly Misconception[] = [
	{
		id: "context-ignored",
		title: "keys and values come from x: this is self-attention",
		explanation:
			"Taken over from lesson 07, all three projections start at x, and the context is never used. When " +
			"both sequences have the same sizes nothing complains. Change the context: if the output stays as " +
			"it was, nobody has looked at it. Keys and values are projections of context.",
		wrong: projecting((x, _, { wq, wk, wv }) => ({
			q: linear(x, wq),
			k: linear(x, wk),
			v: linear(x, wv),
		})),
	},
	{
		id: "roles-swapped",
		title: "the context asks and x answers",
		explanation:
			"“The context attends to x” and “x attends to the context” sound alike. Whoever asks gets an " +
			"answer: the result has one row for each token of x, so it is x that has the queries. Count the " +
			"rows of your output.",
		wrong: projecting((x, context, { wq, wk, wv }) => ({
			q: linear(context, wq),
			k: linear(x, wk),
			v: linear(x, wv),
		})),
	},
	{
		id: "queries-from-context",
		title: "queries, keys and values all come from the context",
		explanation:
			"Then the context attends to itself, and x has no say: the output has a row for each token of the " +
			"context, whatever x is. The queries are projections of x; only keys and values come from context.",
		wrong: projecting((_, context, { wq, wk, wv }) => ({
			q: linear(context, wq),
			k: linear(context, wk),
			v: linear(context, wv),
		})),
	},
	{
		id: "values-from-x",
		title: "the values come from x",
		explanation:
			"A query finds a token of the context by its key, and then receives something from another " +
			"sequence altogether. Key j and value j describe the same token: both are projections of " +
			"context[j]. When the sequences differ in length, the weights have one column a key and there " +
			"are not as many values.",
		wrong: projecting((x, context, { wq, wk, wv }) => ({
			q: linear(x, wq),
			k: linear(context, wk),
			v: linear(x, wv),
		})),
	},
	{
		id: "keys-from-x",
		title: "the keys come from x",
		explanation:
			"Queries and keys of the same sequence are what self-attention has. Here the tokens of x do not " +
			"look for each other but for tokens of the context, so they have to be compared with the " +
			"context's keys. Key j and value j describe the same token, context[j].",
		wrong: projecting((x, context, { wq, wk, wv }) => ({
			q: linear(x, wq),
			k: linear(x, wk),
			v: linear(context, wv),
		})),
	},
	{
		id: "sequences-concatenated",
		title: "x attends to itself and to the context, in one long sequence",
		explanation:
			"Putting both sequences in a row and attending to all of it is a real design: models without a " +
			"separate encoder work so. It is not cross-attention. There the tokens of x compete with those of " +
			"the context for the same weights; here each row of weights has n_k entries, one for each token " +
			"of the context.",
		wrong: projecting((x, context, { wq, wk, wv }) => ({
			q: linear(x, wq),
			k: linear([...x, ...context], wk),
			v: linear([...x, ...context], wv),
		})),
	},
	{
		id: "as-many-keys-as-queries",
		title: "the loop over the keys ends after n_q of them",
		explanation:
			"`for (let j = 0; j < x.length; j++)` was right as long as the queries and the keys were the same " +
			"tokens. Now there are n_k = context.length keys, and with more of them than queries the rest is " +
			"never looked at. Two sequences, two lengths: i runs over x, j over context.",
		wrong: projecting((x, context, { wq, wk, wv }) => ({
			q: linear(x, wq),
			k: linear(context.slice(0, x.length), wk),
			v: linear(context.slice(0, x.length), wv),
		})),
	},
	{
		id: "keys-from-wq",
		title: "the keys are computed with wq",
		explanation:
			"Copied lines differ in one letter, and here it stayed. With d_model = d_context it even fits. " +
			"What a token asks for and what it can be found by are two different things, and here they even " +
			"belong to two different sequences: keys are context · wk.",
		wrong: projecting((x, context, params) => ({
			...rightSteps.project(x, context, params),
			k: linear(context, params.wq),
		})),
	},
	{
		id: "causal-mask-added",
		title: "a causal mask is applied although nobody asked for it",
		explanation:
			"A decoder's self-attention has a causal mask, so it seems safe to have one here. But the context " +
			"is finished: all of it may be read at once, and its word j has nothing to do with the j-th word " +
			"being written. Only the mask that is handed in counts.",
		wrong: weighing((scores, mask) =>
			softmaxRows(
				scores.map((row, i) =>
					row.map((score, j) => (j <= i && (!mask || mask[i]![j]) ? score : -Infinity)),
				),
			),
		),
	},
	{
		id: "softmax-over-columns",
		title: "softmax over the columns instead of the rows",
		explanation:
			"An alignment looks as if every word of the context had to be used up once, and then columns " +
			"would sum to 1. Nothing asks for that: `from` may be looked at twice, or never. A row belongs to " +
			"a query, and each row sums to 1.",
		wrong: weighing((scores, mask, head) =>
			transpose(rightSteps.weigh(transpose(scores), mask && exchanged(mask), head)),
		),
	},
	{
		id: "weights-transposed",
		title: "weights[head][key][query] instead of weights[head][query][key]",
		explanation:
			"The numbers are right, the picture lies on its side. Rows are queries, the tokens of x; columns " +
			"are keys, the tokens of context. Each row sums to 1, each column to whatever it gets.",
		wrong: { crossAttention: multiHeadWith({ report: (weights) => weights.map(transpose) }) },
	},
	{
		id: "weights-averaged-over-heads",
		title: "the weights are averaged over the heads",
		explanation:
			"One alignment map is easier to look at than several, and PyTorch averages by default. But each " +
			"head answers another question, and the mean is the answer to none. Return one matrix a head.",
		wrong: {
			crossAttention: multiHeadWith({
				report: (weights) =>
					weights[0]!.map((row, i) =>
						row.map((_, j) => weights.reduce((sum, w) => sum + w[i]![j]!, 0) / weights.length),
					),
			}),
		},
	},
	{
		id: "weights-shared-across-heads",
		title: "all heads use the weights of head 0",
		explanation:
			"It happens when weights are computed before the loop over the heads, or with q[0] and k[0] left " +
			"in from a first try. Every head has its own queries and its own keys: compute its weights from " +
			"q[h] and k[h].",
		wrong: { crossAttention: withHeadZero },
	},
	{
		id: "one-wide-head",
		title: "the heads are never split",
		explanation:
			"Without the split all heads' scores are added up, and one softmax makes one recipe of them. The " +
			"output has the right shape; the weights are one matrix instead of one a head. Split q, k and v " +
			"after projecting (lesson 07).",
		wrong: {
			crossAttention: (
				x: Matrix,
				context: Matrix,
				params: MultiHeadWeights,
				{ mask }: MultiHeadOptions,
			) => multiHeadWith({})(x, context, params, { heads: 1, mask }),
		},
	},
	{
		id: "split-by-reshape",
		title: "the matrix is cut into heads number by number, as if it were one long row",
		explanation:
			"Cutting `q.flat()` into as many pieces as there are heads has the right shape, but a piece holds " +
			"all columns of a few tokens, not a few columns of all tokens. Head h gets the columns h · d_head " +
			"to (h + 1) · d_head − 1 of every token: splitHeads of lesson 07.",
		wrong: {
			crossAttention: multiHeadWith({
				split: (x, heads) => {
					const numbers = x.flat();
					const dHead = x[0]!.length / heads;
					return Array.from({ length: heads }, (_, h) =>
						x.map((_, i) => {
							const start = (h * x.length + i) * dHead;
							return numbers.slice(start, start + dHead);
						}),
					);
				},
			}),
		},
	},
	{
		id: "weights-times-keys",
		title: "the weights multiply the keys instead of the values",
		explanation:
			"The keys are at hand when the weights have just been computed, and where d_k equals d_v they fit. " +
			"But a key only serves to be found; what a token passes on is its value. The weights mix v.",
		wrong: {
			crossAttention: multiHeadWith({ mix: (weights, _, k) => mixValues(weights, k) }),
		},
	},
	{
		id: "output-projection-missing",
		title: "the merged heads are returned without multiplying by wo",
		explanation:
			"After merging, the result looks finished: one row a token of x. But its columns are still sorted " +
			"by head, and they are heads · d_v in number, not d_out. The last step is merged · wo.",
		wrong: { crossAttention: multiHeadWith({ finish: (merged) => merged.map((row) => [...row]) }) },
	},
	{
		id: "output-projection-transposed",
		title: "merged · woᵀ instead of merged · wo",
		explanation:
			"Some libraries keep their matrices as [d_out, d_in] and multiply by the transpose. Here wo has a " +
			"row for every merged column and a column for every number of the output. When it is square both " +
			"can be computed, and only the numbers tell.",
		wrong: {
			crossAttention: multiHeadWith({ finish: (merged, wo) => linear(merged, transpose(wo)) }),
		},
	},
	{
		id: "no-scale",
		title: "the scores are not divided by √d_k",
		explanation:
			"The division of lesson 05 belongs to every head of every attention, also when the keys come from " +
			"elsewhere. Without it softmax becomes harder the wider a head is.",
		wrong: scaling(() => 1),
	},
	{
		id: "scaled-by-all-heads",
		title: "the scores are divided by √(heads · d_k), the width of all heads together",
		explanation:
			"wq has heads · d_k columns, but a score in one head is the sum of d_k products. Compute the " +
			"scale after the split, from the head itself.",
		wrong: scaling(({ dK, heads }) => Math.sqrt(dK * heads)),
	},
	{
		id: "scaled-by-d-model",
		title: "the scores are divided by √d_model",
		explanation:
			"d_model is how long a token of x is before it is projected; the scores are dot products of " +
			"queries and keys, which have d_k columns in each head. Divide by √d_k.",
		wrong: scaling(({ dModel }) => Math.sqrt(dModel)),
	},
	{
		id: "mask-ignored",
		title: "the mask is not used",
		explanation:
			"It is optional, it stands at the end, and everything works without it. But the context of a " +
			"batch is filled up with padding, and without the mask the padding is read. Hand the mask on to " +
			"every head.",
		wrong: weighing((scores) => softmaxRows(scores)),
	},
	{
		id: "mask-only-in-head-0",
		title: "only head 0 is masked",
		explanation:
			"There is one mask and there are several heads, so it is easily applied once. Each head has " +
			"scores of its own: the same mask goes into all of them.",
		wrong: weighing((scores, mask, head) =>
			rightSteps.weigh(scores, head === 0 ? mask : undefined, head),
		),
	},
	{
		id: "mask-inverted",
		title: "true hides instead of allows",
		explanation:
			"In PyTorch's nn.MultiheadAttention true hides; in this course true means “may attend”. Your " +
			"weights are where the mask is false.",
		wrong: weighing((scores, mask, head) =>
			rightSteps.weigh(
				scores,
				mask?.map((row) => row.map((allowed) => !allowed)),
				head,
			),
		),
	},
	{
		id: "mask-transposed",
		title: "mask[key][query] instead of mask[query][key]",
		explanation:
			"A row of the mask belongs to a query: mask[i][j] says whether token i of x may look at token j of " +
			"context. Turned round it has n_k rows and fits only when both sequences are equally long. If an " +
			"error told you so: do not transpose the mask to make it fit, look at which of the two is asking.",
		wrong: weighing((scores, mask, head) =>
			rightSteps.weigh(scores, mask && exchanged(mask), head),
		),
	},
	{
		id: "masked-after-softmax",
		title: "weights are set to 0 after softmax, and the rest no longer sums to 1",
		explanation:
			"Setting the forbidden weights to 0 does hide those tokens, but softmax had already given them a " +
			"share, and it is missing now. Hide the scores before softmax, with −Infinity.",
		wrong: weighing(zeroedAfterSoftmax),
	},
	{
		id: "all-masked-uniform",
		title: "a token with nothing to attend to attends to everything evenly",
		explanation:
			"−1e9 instead of −Infinity gives 0 wherever another key is allowed. But where all scores are −1e9 " +
			"they are equal, and a token that may read nothing reads everything evenly. Its weights, and its " +
			"output, are zeros.",
		wrong: weighing((scores, mask) => softmaxRows(filled(scores, mask, -1e9))),
	},
	{
		id: "all-masked-nan",
		title: "a token with nothing to attend to gets NaN",
		explanation:
			"−Infinity minus the highest score, which is −Infinity, too, is NaN, and from there it spreads. " +
			"Ask first whether the row allows anything; if not, its weights are all 0.",
		wrong: weighing(nanWhereAllIsHidden),
	},
	{
		id: "output-rounded",
		title: "the numbers are rounded",
		explanation:
			"Rounded weights no longer sum to 1, and a model has many layers in which errors add up. Return " +
			"the numbers as they are, and round only where you print.",
		wrong: {
			crossAttention: multiHeadWith({
				finish: (merged, wo) => rounded(linear(merged, wo)),
				report: (weights) => weights.map(rounded),
			}),
		},
	},
];

function projecting(project: MultiHeadSteps["project"]): Implementation {
	return { crossAttention: multiHeadWith({ project }) };
}

function weighing(weigh: MultiHeadSteps["weigh"]): Implementation {
	return { crossAttention: multiHeadWith({ weigh }) };
}

function scaling(divisor: MultiHeadSteps["divisor"]): Implementation {
	return { crossAttention: multiHeadWith({ divisor }) };
}

function withHeadZero(
	x: Matrix,
	context: Matrix,
	params: MultiHeadWeights,
	options: MultiHeadOptions,
) {
	return multiHeadWith(weightsOfHeadZero())(x, context, params, options);
}
