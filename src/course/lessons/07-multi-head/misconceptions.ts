import type { Matrix, MultiHeadOptions, MultiHeadWeights } from "../../../attention";
import { linear, softmaxRows, transpose } from "../../../attention";
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

/** The wrong answers to exercise 07 that people really give. */
export const misconceptions: readonly Misconception[] = [
	{
		id: "split-by-reshape",
		title: "the matrix is cut into heads number by number, as if it were one long row",
		explanation:
			"In many libraries splitting begins with a reshape, and `x.flat()` cut into pieces of n · d_head " +
			"numbers has the right shape at once. But the numbers of a matrix lie token after token: the " +
			"first piece holds all columns of the first few tokens, not the first columns of all tokens. " +
			"Number the entries 0, 1, 2, … and split them: head 0 has to contain a piece of every row. " +
			"(Those libraries reshape to [n, heads, d_head] and then exchange the first two axes.)",
		wrong: splitting((x, heads) => {
			const numbers = x.flat();
			const dHead = x[0]!.length / heads;
			return grid(heads, x.length, (h, i) => {
				const start = (h * x.length + i) * dHead;
				return numbers.slice(start, start + dHead);
			});
		}),
	},
	{
		id: "split-without-transposing",
		title: "[n][heads][d_head] instead of [heads][n][d_head]",
		explanation:
			"Cutting every row into its heads is half of the work: it gives, for every token, a list of " +
			"heads. What attention needs is, for every head, a list of tokens. Left like this, each token's " +
			"heads attend to each other instead of tokens attending to tokens; look at the weights, they " +
			"have heads × heads entries a token. Exchange the first two indexes.",
		wrong: {
			splitHeads: cutRows,
			multiHeadAttention: selfAttention({
				split: cutRows,
				merge: (tokens) => tokens.map((token) => token.flat()),
			}),
		},
	},
	{
		id: "interleaved-split",
		title: "columns are dealt out in turn, like cards",
		explanation:
			"Dealing columns 0, heads, 2 · heads, … to head 0 shares them out as fairly, and rotary " +
			"embeddings of lesson 09 really do work with every second column. But the columns of head h " +
			"stand together, h · d_head to (h + 1) · d_head − 1, because they come from a matrix of its own " +
			"that was put beside the others. Write down the columns of head 0: they should be the first ones.",
		wrong: splitting((x, heads) =>
			grid(heads, x.length, (h, i) => x[i]!.filter((_, c) => c % heads === h)),
		),
	},
	{
		id: "heads-taken-for-size",
		title: "`heads` is taken for the number of columns of a head",
		explanation:
			"Two numbers describe a split: how many heads there are, and how wide each one is. Their product " +
			"is the number of columns, so it is easy to take one for the other, and with 2 heads of 2 columns " +
			"nobody notices. The second argument says how many heads; a head has d / heads columns.",
		wrong: {
			splitHeads: (x: Matrix, heads: number) =>
				grid(Math.ceil(x[0]!.length / heads), x.length, (h, i) =>
					x[i]!.slice(h * heads, (h + 1) * heads),
				),
		},
	},
	{
		id: "tokens-split",
		title: "the tokens are shared out instead of the columns",
		explanation:
			"Cutting a matrix into blocks of rows is one `slice`, and it does give every head something of " +
			"its own. But then no head sees the whole sentence: a token could only attend to those in its " +
			"own block. Every head has all tokens, and of each token a few columns.",
		wrong: {
			splitHeads: (x: Matrix, heads: number) => {
				const size = Math.ceil(x.length / heads);
				return Array.from({ length: heads }, (_, h) =>
					x.slice(h * size, (h + 1) * size).map((row) => [...row]),
				);
			},
		},
	},
	{
		id: "heads-aliased-by-fill",
		title: "all heads are one and the same array",
		explanation:
			"`Array(heads).fill([])` looks like as many empty heads, but it puts one and the same array into " +
			"every place: what you write into the last head also lands in the first. `Array.from({ length: " +
			"heads }, () => [])` makes a new one each time.",
		wrong: splitting((x, heads) => {
			const dHead = x[0]!.length / heads;
			const result: number[][][] = Array(heads).fill([]);
			for (let h = 0; h < heads; h++)
				x.forEach((row, i) => {
					result[h]![i] = row.slice(h * dHead, (h + 1) * dHead);
				});
			return result;
		}),
	},
	{
		id: "input-changed",
		title: "the argument is taken apart or added to",
		explanation:
			"`row.splice(0, dHead)` removes what it returns, and `heads[0][i].push(...)` extends a row of the " +
			"first head: both do the job once, and leave the caller with something else than before. Here the " +
			"arguments are frozen, so it shows at once; in a model it would show much later. `slice` copies " +
			"without removing, and `[...a, ...b]` or `flatMap` make a new row.",
		wrong: {
			splitHeads: (x: readonly number[][], heads: number) => {
				const dHead = x[0]!.length / heads;
				return Array.from({ length: heads }, () => x.map((row) => row.splice(0, dHead)));
			},
			mergeHeads: (heads: readonly number[][][]) => {
				for (const head of heads.slice(1))
					head.forEach((row, i) => {
						heads[0]![i]!.push(...row);
					});
				return heads[0];
			},
		},
	},
	{
		id: "merged-by-reshape",
		title: "merged by writing all numbers in one row and cutting it, without transposing back",
		explanation:
			"`heads.flat(2)` cut into rows has the right shape. But it lists all tokens of head 0 first, so " +
			"a row of the result is made of several tokens of one head. A row has to hold one token, as all " +
			"the heads see it. Merge what you have just split: if the matrix does not come back, the two do " +
			"not belong together.",
		wrong: merging((heads) => {
			const numbers = heads.flat(2);
			const d = heads.length * heads[0]![0]!.length;
			return heads[0]!.map((_, i) => numbers.slice(i * d, (i + 1) * d));
		}),
	},
	{
		id: "interleaved-merge",
		title: "merged by taking one number of each head in turn",
		explanation:
			"Taking the first number of every head, then the second of every head, does keep the tokens " +
			"together. But the columns come out in another order than they went in, and row 0 of wo meets " +
			"a number it was not made for. All of head 0 comes first, then all of head 1.",
		wrong: merging((heads) =>
			heads[0]!.map((row, i) => row.flatMap((_, t) => heads.map((head) => head[i]![t]!))),
		),
	},
	{
		id: "interleaved-split-and-merge",
		title: "columns are dealt out in turn, and collected in turn",
		explanation:
			"Your split and merge undo each other, so nothing gets lost. Still, head 0 works with columns 0, " +
			"heads, 2 · heads, … of wq, wk and wv, and those belong to different heads: the first d_k columns " +
			"of wq are head 0's, all of them. Cut the columns into blocks instead of dealing them out.",
		wrong: {
			multiHeadAttention: selfAttention({
				split: (x, heads) =>
					grid(heads, x.length, (h, i) => x[i]!.filter((_, c) => c % heads === h)),
				merge: (heads) =>
					heads[0]!.map((row, i) => row.flatMap((_, t) => heads.map((head) => head[i]![t]!))),
			}),
		},
	},
	{
		id: "reshaped-both-ways",
		title: "split and merged by cutting one long row",
		explanation:
			"Reshaping one way and back again returns the matrix, so a test of the two together finds " +
			"nothing. In between, however, a head has all columns of some tokens in place of some columns of " +
			"all tokens, and attends among those. Cut by columns: head h of token i is " +
			"`row.slice(h * dHead, (h + 1) * dHead)` of row i.",
		wrong: {
			multiHeadAttention: selfAttention({
				split: (x, heads) => {
					const numbers = x.flat();
					const dHead = x[0]!.length / heads;
					return grid(heads, x.length, (h, i) => {
						const start = (h * x.length + i) * dHead;
						return numbers.slice(start, start + dHead);
					});
				},
				merge: (heads) => {
					const numbers = heads.flat(2);
					const d = heads.length * heads[0]![0]!.length;
					return heads[0]!.map((_, i) => numbers.slice(i * d, (i + 1) * d));
				},
			}),
		},
	},
	{
		id: "merged-below-each-other",
		title: "the heads are put below each other instead of side by side",
		explanation:
			"`heads.flat()` is one word, and it does join the heads, but by their tokens: three heads of five " +
			"tokens become fifteen tokens. There are still five. Each of them gets longer: head 0's row, then " +
			"head 1's row of the same token.",
		wrong: {
			mergeHeads: (heads: readonly Matrix[]) =>
				heads.flatMap((head) => head.map((row) => [...row])),
		},
	},
	{
		id: "heads-averaged",
		title: "what the heads found is averaged",
		explanation:
			"Several opinions, one answer: the mean suggests itself. But heads do not answer the same " +
			"question. One may bring who did it, another where; their mean is neither, and which head said " +
			"what can never be found out again. The heads are put side by side, and wo decides, with numbers " +
			"that are learned, how they add up.",
		wrong: {
			mergeHeads: (heads: readonly Matrix[]) =>
				heads[0]!.map((row, i) =>
					row.map((_, t) => heads.reduce((sum, head) => sum + head[i]![t]!, 0) / heads.length),
				),
		},
	},
	{
		id: "heads-summed",
		title: "what the heads found is added up",
		explanation:
			"A sum keeps everything, in a way, and residual connections (lesson 14) do add. But once added, " +
			"two heads cannot be told apart. Put them side by side; multiplying by wo then adds them up, each " +
			"through its own rows of wo.",
		wrong: {
			mergeHeads: (heads: readonly Matrix[]) =>
				heads[0]!.map((row, i) =>
					row.map((_, t) => heads.reduce((sum, head) => sum + head[i]![t]!, 0)),
				),
		},
	},
	{
		id: "output-projection-missing",
		title: "the merged heads are returned without multiplying by wo",
		explanation:
			"After merging, the result looks finished: one row a token. But the columns are still sorted by " +
			"head, each knows only what its head found, and they are heads · d_v in number, not d_out. The " +
			"last step, merged · wo, lets the heads' findings meet. It is the last formula of the paper's " +
			"section 3.2.2: Concat(head₁, …, head_h) · Wᴼ.",
		wrong: {
			multiHeadAttention: selfAttention({ finish: (merged) => merged.map((row) => [...row]) }),
		},
	},
	{
		id: "output-projection-transposed",
		title: "merged · woᵀ instead of merged · wo",
		explanation:
			"Some libraries keep their matrices as [d_out, d_in] and multiply by the transpose. Here a matrix " +
			"is [d_in, d_out]: wo has a row for every merged column and a column for every number of the " +
			"output. When wo is square both can be computed, and only the numbers tell.",
		wrong: {
			multiHeadAttention: selfAttention({ finish: (merged, wo) => linear(merged, transpose(wo)) }),
		},
	},
	{
		id: "weights-shared-across-heads",
		title: "all heads use the weights of head 0",
		explanation:
			"It happens when weights are computed before the loop over the heads, or with q[0] and k[0] left " +
			"in from a first try. Then every head looks at the same tokens, and the others might as well not " +
			"be there. Every head has its own queries and its own keys: compute its weights from q[h] and k[h].",
		wrong: { multiHeadAttention: withHeadZero },
	},
	{
		id: "one-wide-head",
		title: "the queries and keys are never split: one head as wide as all of them",
		explanation:
			"Multiplying q and k in their full width adds up the scores of all heads, and one softmax makes " +
			"one recipe of them. The number of multiplications is the same, and so is the shape of the " +
			"output, but who asks two questions at once gets one answer. Split q, k and v first; then each " +
			"head has scores and a softmax of its own.",
		wrong: {
			multiHeadAttention: (x: Matrix, params: MultiHeadWeights, { mask }: MultiHeadOptions) =>
				selfAttention({})(x, params, { heads: 1, mask }),
		},
	},
	{
		id: "weights-averaged-over-heads",
		title: "the weights are averaged over the heads",
		explanation:
			"PyTorch's nn.MultiheadAttention does this by default (average_attn_weights=True), so many have " +
			"seen weights of shape [n, n]. But it is the mean of things that mean different things. Return " +
			"one matrix a head: weights[head][query][key].",
		wrong: {
			multiHeadAttention: selfAttention({
				report: (weights) =>
					weights[0]!.map((row, i) =>
						row.map((_, j) => weights.reduce((sum, w) => sum + w[i]![j]!, 0) / weights.length),
					),
			}),
		},
	},
	{
		id: "weights-by-query",
		title: "weights[query][head][key] instead of weights[head][query][key]",
		explanation:
			"All numbers are there and right, only their order is not the one agreed upon: the first index is " +
			"the head. A heat map draws weights[0], and that should be one head with all its queries, not one " +
			"query with all its heads.",
		wrong: {
			multiHeadAttention: selfAttention({
				report: (weights) => weights[0]!.map((_, i) => weights.map((head) => [...head[i]!])),
			}),
		},
	},
	{
		id: "keys-from-wq",
		title: "the keys are computed with wq",
		explanation:
			"Copied lines differ in one letter, and here it stayed: k = x·wq. Then every token is found by " +
			"what it asks for, and the scores are symmetric, q·qᵀ: if `fished` finds `she`, then `she` finds " +
			"`fished` as much. Keys come from wk.",
		wrong: {
			multiHeadAttention: selfAttention({
				project: (x, context, params) => ({
					...rightSteps.project(x, context, params),
					k: linear(context, params.wq),
				}),
			}),
		},
	},
	{
		id: "keys-ask-queries",
		title: "K·Qᵀ instead of Q·Kᵀ",
		explanation:
			"Both products have the shape [n, n] in self-attention, so nothing complains. But in K·Qᵀ row i " +
			"belongs to key i: softmax then shares out what a key receives, instead of what a query gives. " +
			"Row i is query i: its scores are q[i] with every key.",
		wrong: {
			multiHeadAttention: selfAttention({ score: (q, k) => rightSteps.score(k, q) }),
		},
	},
	{
		id: "softmax-over-columns",
		title: "softmax over the columns instead of the rows",
		explanation:
			"In each head a row of the scores belongs to one query, and it is the query that has one whole " +
			"unit of attention to share out. Add up a row of your weights: it is the columns that come to 1.",
		wrong: {
			multiHeadAttention: selfAttention({
				weigh: (scores, mask, head) =>
					transpose(rightSteps.weigh(transpose(scores), mask && exchanged(mask), head)),
			}),
		},
	},
	{
		id: "no-scale",
		title: "the scores are not divided by √d_k",
		explanation:
			"Each head is the attention of lesson 05, with its division by √d_k. It gets lost when the scores " +
			"are written anew for several heads. Without it, softmax becomes harder the wider a head is.",
		wrong: { multiHeadAttention: selfAttention({ divisor: () => 1 }) },
	},
	{
		id: "divided-by-d-k",
		title: "the scores are divided by d_k instead of its square root",
		explanation:
			"The variance of a dot product is d_k, its size is √d_k: it is the size that should come back to " +
			"1. Dividing by d_k makes all scores small and all weights nearly even (lesson 05).",
		wrong: { multiHeadAttention: selfAttention({ divisor: ({ dK }) => dK }) },
	},
	{
		id: "scaled-by-all-heads",
		title: "the scores are divided by √(heads · d_k), the width of all heads together",
		explanation:
			"wq has heads · d_k columns, and `q[0].length` before the split is that number. But a score in " +
			"one head is the sum of d_k products, not of heads · d_k: divide by the root of the columns of " +
			"one head. Compute the scale after the split, from the head itself.",
		wrong: {
			multiHeadAttention: selfAttention({ divisor: ({ dK, heads }) => Math.sqrt(dK * heads) }),
		},
	},
	{
		id: "scaled-by-d-model",
		title: "the scores are divided by √d_model",
		explanation:
			"In the paper heads · d_k is d_model, and code often keeps only d_model at hand. But the scores " +
			"are sums of d_k products, one for each column of a head: d_k is what they grow with. d_model is " +
			"the length of a token before the projections, and no score knows it.",
		wrong: { multiHeadAttention: selfAttention({ divisor: ({ dModel }) => Math.sqrt(dModel) }) },
	},
	{
		id: "scaled-by-heads",
		title: "the scores are divided by √heads",
		explanation:
			"Something has to be divided by a root, and the number of heads is the new number of this lesson. " +
			"But heads do not add up in a score: each has scores of its own, sums of d_k products.",
		wrong: { multiHeadAttention: selfAttention({ divisor: ({ heads }) => Math.sqrt(heads) }) },
	},
	{
		id: "scaled-by-d-v",
		title: "the scores are divided by √d_v",
		explanation:
			"When d_v equals d_k nobody can tell. But the values have no part in the scores: those are dot " +
			"products of queries and keys, which have d_k columns in each head.",
		wrong: { multiHeadAttention: selfAttention({ divisor: ({ dV }) => Math.sqrt(dV) }) },
	},
	{
		id: "mask-only-in-head-0",
		title: "only head 0 is masked",
		explanation:
			"There is one mask and there are several heads, so it is easily applied once. But each head has " +
			"scores of its own, and a single one that looks ahead is enough: what it finds is merged with the " +
			"rest and reaches the output. Apply the same mask in every head.",
		wrong: {
			multiHeadAttention: selfAttention({
				weigh: (scores, mask, head) =>
					rightSteps.weigh(scores, head === 0 ? mask : undefined, head),
			}),
		},
	},
	{
		id: "mask-ignored",
		title: "the mask is not used",
		explanation:
			"It is optional, it stands at the end, and everything works without it: the mask was left in the " +
			"options. Without a mask every token sees every other, also those it must not know yet. Hand it " +
			"on to the attention of every head.",
		wrong: {
			multiHeadAttention: selfAttention({ weigh: (scores) => softmaxRows(scores) }),
		},
	},
	{
		id: "mask-inverted",
		title: "true hides instead of allows",
		explanation:
			"PyTorch itself has both conventions: true allows in scaled_dot_product_attention and hides in " +
			"nn.MultiheadAttention. In this course true means “may attend”. Your weights are where the mask " +
			"is false.",
		wrong: {
			multiHeadAttention: selfAttention({
				weigh: (scores, mask, head) =>
					rightSteps.weigh(
						scores,
						mask?.map((row) => row.map((allowed) => !allowed)),
						head,
					),
			}),
		},
	},
	{
		id: "mask-transposed",
		title: "mask[key][query] instead of mask[query][key]",
		explanation:
			"In self-attention the mask is square, so both ways fit. But a row of the mask belongs to a " +
			"query: mask[i][j] says whether token i may look at token j. Turned round, a causal mask would " +
			"show the future and hide the past.",
		wrong: {
			multiHeadAttention: selfAttention({
				weigh: (scores, mask, head) => rightSteps.weigh(scores, mask && exchanged(mask), head),
			}),
		},
	},
	{
		id: "masked-after-softmax",
		title: "weights are set to 0 after softmax, and the rest no longer sums to 1",
		explanation:
			"Setting the forbidden weights to 0 does hide those tokens. But softmax had already given them a " +
			"share, and it is missing now: the row sums to less than 1. Hide the scores before softmax, with " +
			"−Infinity, or use maskedSoftmaxRows of lesson 06.",
		wrong: {
			multiHeadAttention: selfAttention({
				weigh: zeroedAfterSoftmax,
			}),
		},
	},
	{
		id: "masked-with-zero",
		title: "a hidden score is set to 0",
		explanation:
			"Zero looks like nothing, but to softmax a score of 0 is a score like any other: exp(0) = 1, a " +
			"full share, more than that of every key with a negative score. Only −Infinity gives exactly 0.",
		wrong: {
			multiHeadAttention: selfAttention({
				weigh: (scores, mask) => softmaxRows(filled(scores, mask, 0)),
			}),
		},
	},
	{
		id: "all-masked-uniform",
		title: "a token with nothing to attend to attends to everything evenly",
		explanation:
			"−1e9 instead of −Infinity avoids NaN, and gives 0 wherever another key is allowed. But in a row " +
			"where all scores are −1e9 they are equal, and softmax gives each the same weight: a token that " +
			"may see nothing sees everything, hidden tokens included, and no error tells. Its weights, and its " +
			"output, are zeros.",
		wrong: {
			multiHeadAttention: selfAttention({
				weigh: (scores, mask) => softmaxRows(filled(scores, mask, -1e9)),
			}),
		},
	},
	{
		id: "all-masked-nan",
		title: "a token with nothing to attend to gets NaN",
		explanation:
			"−Infinity minus the highest score, which is −Infinity, too, is NaN, and from there it spreads " +
			"to the output and through every later layer. Ask first whether the row allows anything; if not, " +
			"its weights are all 0.",
		wrong: {
			multiHeadAttention: selfAttention({
				weigh: nanWhereAllIsHidden,
			}),
		},
	},
	{
		id: "output-rounded",
		title: "the numbers are rounded",
		explanation:
			"Rounded weights no longer sum to 1, and a model has many layers in which errors add up. Return " +
			"the numbers as they are, and round only where you print.",
		wrong: {
			multiHeadAttention: selfAttention({
				finish: (merged, wo) => rounded(linear(merged, wo)),
				report: (weights) => weights.map(rounded),
			}),
		},
	},
];

function selfAttention(changes: Partial<MultiHeadSteps>) {
	const attend = multiHeadWith(changes);
	return (x: Matrix, params: MultiHeadWeights, options: MultiHeadOptions) =>
		attend(x, x, params, options);
}

/** A wrong splitHeads, and the multiHeadAttention that calls it. */
function splitting(split: MultiHeadSteps["split"]): Implementation {
	return { splitHeads: split, multiHeadAttention: selfAttention({ split }) };
}

/** A wrong mergeHeads, and the multiHeadAttention that calls it. */
function merging(merge: MultiHeadSteps["merge"]): Implementation {
	return { mergeHeads: merge, multiHeadAttention: selfAttention({ merge }) };
}

function withHeadZero(x: Matrix, params: MultiHeadWeights, options: MultiHeadOptions) {
	return selfAttention(weightsOfHeadZero())(x, params, options);
}

/** [n][heads][d_head] */
function cutRows(x: Matrix, heads: number): number[][][] {
	const dHead = x[0]!.length / heads;
	return grid(x.length, heads, (i, h) => x[i]!.slice(h * dHead, (h + 1) * dHead));
}

const grid = <T>(rows: number, columns: number, entry: (row: number, column: number) => T): T[][] =>
	Array.from({ length: rows }, (_, i) => Array.from({ length: columns }, (_, j) => entry(i, j)));
