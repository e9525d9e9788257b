import {
	type BlockOptions,
	type BlockWeights,
	type FeedForwardWeights,
	gelu,
	layerNorm,
	linear,
	type Matrix,
	multiHeadAttention,
	type NormWeights,
	transpose,
	type Vector,
} from "../../../attention";
import type { Implementation, Misconception } from "../../lesson";

/** The wrong answers to exercise 14 that people really give. */
export const misconceptions: readonly Misconception[] = [
	{
		id: "norm-over-tokens",
		title: "mean and variance are taken down the columns, over the tokens",
		explanation:
			"Down the columns is what batch norm does, the older relative: it compares the same feature in " +
			"many examples. Layer norm compares the features of ONE token. Down the columns a token would " +
			"change when another one joins the sentence, and a sentence of one token would become all zeros. " +
			"Add up a row of your result with gamma 1 and beta 0: it should be 0.",
		wrong: norming((x, gamma, beta, epsilon) =>
			shiftAndScale(
				transpose(transpose(x).map((column) => standardized(column, { epsilon }))),
				gamma,
				beta,
			),
		),
	},
	{
		id: "norm-over-everything",
		title: "one mean and one variance for the whole matrix",
		explanation:
			"`x.flat()` gives all numbers at once, and one mean of them. But a loud token then sets the scale " +
			"for all the others. Every row has a mean and a variance of its own.",
		wrong: norming((x, gamma, beta, epsilon) => {
			const all = standardized(x.flat(), { epsilon });
			const width = gamma.length;
			return shiftAndScale(
				x.map((_, i) => all.slice(i * width, (i + 1) * width)),
				gamma,
				beta,
			);
		}),
	},
	{
		id: "variance-n-minus-1",
		title: "the variance is divided by d − 1",
		explanation:
			"Dividing by d − 1 is right when you estimate the variance of a population from a sample, and " +
			"statistics courses and `mathjs.variance` do it by default. Here nothing is estimated: the d " +
			"features are all there is, and layer norm divides by d. Your numbers are too small by the factor " +
			"√((d − 1)/d).",
		wrong: rowwise((row, epsilon) => standardized(row, { epsilon, missing: 1 })),
	},
	{
		id: "epsilon-outside-root",
		title: "epsilon is added to the root instead of inside it",
		explanation:
			"√variance + epsilon keeps you from dividing by 0, too, and for ordinary rows the difference is " +
			"hard to see. But for a row that hardly varies it is large: √0.00001 is 0.003, three hundred times " +
			"0.00001. Paper and libraries have √(variance + epsilon).",
		wrong: rowwise((row, epsilon) => {
			const { mean, variance } = momentsOf(row);
			return row.map((value) => (value - mean) / (Math.sqrt(variance) + epsilon));
		}),
	},
	{
		id: "epsilon-missing",
		title: "epsilon is left out",
		explanation:
			"Without epsilon the formula is simpler and nearly the same, until a token comes whose features " +
			"are all equal, such as a padding token of zeros: its variance is 0, and 0/0 is NaN, which " +
			"attention then spreads to every token.",
		wrong: rowwise((row) => standardized(row, { epsilon: 0 })),
	},
	{
		id: "epsilon-fixed",
		title: "epsilon is always 1e-5, whatever is passed",
		explanation:
			"1e-5 is only what epsilon is when nobody says otherwise. Models differ here (BERT has 1e-12), and " +
			"whoever loads one has to be able to say so. Use the argument.",
		wrong: { layerNorm: (x: Matrix, gamma: Vector, beta: Vector) => layerNorm(x, gamma, beta) },
	},
	{
		id: "no-root",
		title: "divided by the variance instead of its root",
		explanation:
			"The variance is a mean of squares; its size is the square of the size of the numbers. Dividing by " +
			"it makes a row twice as large come out half as large. The root, the standard deviation, brings " +
			"every row to the same size.",
		wrong: rowwise((row, epsilon) => {
			const { mean, variance } = momentsOf(row);
			return row.map((value) => (value - mean) / (variance + epsilon));
		}),
	},
	{
		id: "mean-not-subtracted",
		title: "the mean is not subtracted",
		explanation:
			"Dividing by the size alone is a norm, too: it is called RMSNorm, and many newer models use it. " +
			"Layer norm first subtracts the mean of the row, and its variance is that of what is left.",
		wrong: rowwise((row, epsilon) => {
			const size = Math.sqrt(meanOf(row.map((value) => value ** 2)) + epsilon);
			return row.map((value) => value / size);
		}),
	},
	{
		id: "variance-about-zero",
		title: "the mean of the squares is taken for the variance",
		explanation:
			"The mean was subtracted, but the squares are those of the numbers before that. Only for a row " +
			"whose mean is 0 are the two the same. The variance is the mean of (number − mean)².",
		wrong: rowwise((row, epsilon) => {
			const size = Math.sqrt(meanOf(row.map((value) => value ** 2)) + epsilon);
			return row.map((value) => (value - meanOf(row)) / size);
		}),
	},
	{
		id: "mean-only-in-the-variance",
		title: "the mean is subtracted for the variance, but not from the numbers",
		explanation:
			"The root is right: √(variance + epsilon), and the variance is about the mean. But above it stands " +
			"value − mean, too. Without it a token keeps its middle, divided by the spread: a row of 100 and 102 " +
			"becomes about 100 and 102 again, instead of −1 and 1.",
		wrong: rowwise((row, epsilon) => {
			const deviation = Math.sqrt(momentsOf(row).variance + epsilon);
			return row.map((value) => value / deviation);
		}),
	},
	{
		id: "scale-not-undone",
		title: "the mean is subtracted, and nothing divided",
		explanation:
			"Subtracting the mean centres a row, but a token that is a hundred times louder is so still. It is " +
			"the division by √(variance + epsilon) that makes all tokens equally loud.",
		wrong: rowwise((row) => row.map((value) => value - meanOf(row))),
	},
	{
		id: "gamma-beta-swapped",
		title: "gamma is added and beta multiplies",
		explanation:
			"Both are vectors of d numbers, so nothing complains. gamma is the factor (it starts at 1), beta " +
			"the shift (it starts at 0). Swapped, a new layer norm would multiply everything by 0.",
		wrong: norming((x, gamma, beta, epsilon) => layerNorm(x, beta, gamma, epsilon)),
	},
	{
		id: "gamma-beta-missing",
		title: "gamma and beta are left out",
		explanation:
			"Mean 0 and variance 1 is the heart of it, and in a new model gamma is 1 and beta 0: nobody " +
			"notices. But they are learned: they let the model decide how loud each feature should be. " +
			"Multiply by gamma[j] and add beta[j].",
		wrong: norming((x, gamma, beta, epsilon) =>
			layerNorm(
				x,
				gamma.map(() => 1),
				beta.map(() => 0),
				epsilon,
			),
		),
	},
	{
		id: "gamma-missing",
		title: "gamma is left out",
		explanation:
			"Every feature is multiplied by its gamma before beta is added. In a new model all gammas are 1, " +
			"and leaving them out changes nothing; in a trained one it does.",
		wrong: norming((x, gamma, beta, epsilon) =>
			layerNorm(
				x,
				gamma.map(() => 1),
				beta,
				epsilon,
			),
		),
	},
	{
		id: "beta-missing",
		title: "beta is left out",
		explanation:
			"After the multiplication by gamma, every feature is shifted by its beta. In a new model all betas " +
			"are 0, and leaving them out changes nothing; in a trained one it does.",
		wrong: norming((x, gamma, beta, epsilon) =>
			layerNorm(
				x,
				gamma,
				beta.map(() => 0),
				epsilon,
			),
		),
	},
	{
		id: "beta-before-gamma",
		title: "beta is added first, and multiplied by gamma as well",
		explanation:
			"(normed + beta) · gamma has all the right parts. But then a feature whose gamma is small can no " +
			"longer be shifted. First times gamma, then plus beta.",
		wrong: norming((x, gamma, beta, epsilon) =>
			x.map((row) =>
				standardized(row, { epsilon }).map((value, j) => (value + beta[j]!) * gamma[j]!),
			),
		),
	},
	{
		id: "gamma-by-token",
		title: "gamma and beta are taken by row instead of by column",
		explanation:
			"gamma[i] with the index of the token gives every token one factor. But gamma and beta have one " +
			"number for each FEATURE, d of them, the same for all tokens; a sentence can have any number of " +
			"tokens. Take gamma[j] with the index of the column.",
		wrong: norming((x, gamma, beta, epsilon) =>
			x.map((row, i) =>
				standardized(row, { epsilon }).map((value) => value * gamma[i]! + beta[i]!),
			),
		),
	},
	{
		id: "no-bend",
		title: "nothing stands between the two linear layers",
		explanation:
			"Two linear layers look like more than one, but (x·W1)·W2 is x·(W1·W2): a single matrix could do " +
			"the same, and the hidden layer was for nothing. GELU between them bends the line.",
		wrong: thinking((x, { w1, b1, w2, b2 }) => linear(linear(x, w1, b1), w2, b2)),
	},
	{
		id: "relu-for-gelu",
		title: "relu instead of GELU",
		explanation:
			"The first Transformer had relu there, max(0, z), and far from 0 the two are the same. GPT and BERT " +
			"have GELU, which is smooth and lets a little of the negative numbers through. Numbers learned with " +
			"one do not fit the other.",
		wrong: thinking(bending((z) => Math.max(0, z))),
	},
	{
		id: "exact-gelu",
		title: "GELU by the error function instead of its tanh form",
		explanation:
			"The exact GELU is z times the normal distribution at z, and PyTorch computes it unless told " +
			"otherwise. GPT-2 and this course have the tanh form, which is never more than 0.0005 away. It is " +
			"a small difference, but a model's numbers were learned with one of them.",
		wrong: thinking(bending((z) => (z * (1 + errorFunction(z / Math.SQRT2))) / 2)),
	},
	{
		id: "sigmoid-gelu",
		title: "GELU by the sigmoid instead of its tanh form",
		explanation:
			"z · sigmoid(1.702 · z) is the other approximation in the paper of GELU, quicker and coarser. The " +
			"statement of the exercise has the one with tanh and z³.",
		wrong: thinking(bending((z) => z / (1 + Math.exp(-1.702 * z)))),
	},
	{
		id: "square-in-gelu",
		title: "z² instead of z³ in GELU",
		explanation:
			"A square is positive for negative z as well: then GELU lets a large negative number through, as if " +
			"nothing stood there. z³ keeps the sign. In code, z ** 3, or z * z * z.",
		wrong: thinking(
			bending((z) => 0.5 * z * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (z + 0.044715 * z ** 2)))),
		),
	},
	{
		id: "bend-at-the-end",
		title: "GELU after the second layer, too",
		explanation:
			"Many networks bend after every layer. Here the second one is left as it is: its result is added " +
			"to the token, and it must be able to take away as well as to give. After GELU there is nothing " +
			"below −0.17.",
		wrong: thinking((x, { w1, b1, w2, b2 }) =>
			bent(linear(bent(linear(x, w1, b1), gelu), w2, b2), gelu),
		),
	},
	{
		id: "biases-missing",
		title: "b1 and b2 are left out",
		explanation:
			"Attention in this course has no biases, so they are easily forgotten here. b1 says from where on " +
			"a hidden number lets something through: without it every bend is at 0.",
		wrong: thinking((x, { w1, w2 }) => linear(bent(linear(x, w1), gelu), w2)),
	},
	{
		id: "first-bias-missing",
		title: "b1 is left out",
		explanation:
			"b1 is added before GELU, one number for each hidden one: it says from where on that one lets " +
			"something through. Without it every bend is at 0.",
		wrong: thinking((x, { w1, w2, b2 }) => linear(bent(linear(x, w1), gelu), w2, b2)),
	},
	{
		id: "second-bias-missing",
		title: "b2 is left out",
		explanation:
			"b2 is added at the end, one number for each feature: what the network gives even when none of its " +
			"hidden numbers has anything to say.",
		wrong: thinking((x, { w1, b1, w2 }) => linear(bent(linear(x, w1, b1), gelu), w2)),
	},
	{
		id: "residual-in-feed-forward",
		title: "feedForward adds x itself",
		explanation:
			"The addition belongs to the block, which does the same for attention; in both places it would be " +
			"there twice. feedForward returns only what it found.",
		wrong: thinking((x, params) => sum(x, bending(gelu)(x, params))),
	},
	{
		id: "no-residual",
		title: "nothing is added: the tokens are replaced",
		explanation:
			"attention(…) and feedForward(…) have the shape of x, so they can take its place, and the code is " +
			"shorter. But then a token is only what others told it: what it was itself is gone after one layer, " +
			"and so is the straight way for the gradient. y = x + attention(…).",
		wrong: block({ add: (_x, change) => change }),
	},
	{
		id: "no-residual-around-attention",
		title: "x is not added to what attention found",
		explanation:
			"One of the two additions is missing, the first. Without it every token forgets itself in attention " +
			"and keeps only a mixture of the others. y = x + attention(…), in both orders.",
		wrong: block({ add: (x, change, part) => (part === "attention" ? change : sum(x, change)) }),
	},
	{
		id: "no-residual-around-feed-forward",
		title: "y is not added to what feed-forward found",
		explanation:
			"One of the two additions is missing, the second. result = y + feedForward(…), where y is what came " +
			"out of the first half.",
		wrong: block({ add: (y, change, part) => (part === "feedForward" ? change : sum(y, change)) }),
	},
	{
		id: "second-residual-from-x",
		title: "x is added a second time, in place of y",
		explanation:
			"x + … stands in both lines, so the second is easily copied from the first. But then what attention " +
			"found is not handed on. The second half starts from y: y + feedForward(…).",
		wrong: block({ add: (y, change, part, x) => sum(part === "feedForward" ? x : y, change) }),
	},
	{
		id: "residual-of-the-normed",
		title: "the change is added to the normed tokens",
		explanation:
			"After `const h = norm(x)` it is natural to go on with h. But the addition is to x itself: that is " +
			"what makes a straight way from the first layer to the last, on which no norm stands.",
		wrong: blockOf((x, { norms, parts }, { norm }) => {
			if (norm !== "before") return rightOrder(x, { norms, parts }, { norm });
			const first = norms.attention(x);
			const second = norms.feedForward(sum(first, parts.attention(first)));
			return sum(second, parts.feedForward(second));
		}),
	},
	{
		id: "first-residual-of-the-normed",
		title: "what attention found is added to the normed tokens",
		explanation:
			"After `const h = norm(x)` the first sum is easily h + attention(h). But it is x + attention(h): the " +
			"norm is only for attention to hear. The second half has it right.",
		wrong: blockOf((x, { norms, parts }, { norm }) => {
			if (norm !== "before") return rightOrder(x, { norms, parts }, { norm });
			const heard = norms.attention(x);
			const y = sum(heard, parts.attention(heard));
			return sum(y, parts.feedForward(norms.feedForward(y)));
		}),
	},
	{
		id: "second-residual-of-the-normed",
		title: "what feed-forward found is added to the normed tokens",
		explanation:
			"After `const h = norm(y)` the second sum is easily h + feedForward(h). But it is y + feedForward(h): " +
			"the norm is only for feed-forward to hear. The first half has it right.",
		wrong: blockOf((x, { norms, parts }, { norm }) => {
			if (norm !== "before") return rightOrder(x, { norms, parts }, { norm });
			const y = sum(x, parts.attention(norms.attention(x)));
			const heard = norms.feedForward(y);
			return sum(heard, parts.feedForward(heard));
		}),
	},
	{
		id: "norm-at-the-end",
		title: 'with norm: "before", the result is normed once more',
		explanation:
			"A model with the norms before does have one more norm, but a single one, after its LAST block. " +
			"At the end of every block it would stand on the straight way, which is to be free of norms.",
		wrong: blockOf((x, { norms, parts }, { norm }) => {
			const result = rightOrder(x, { norms, parts }, { norm });
			return norm === "before" ? norms.feedForward(result) : result;
		}),
	},
	{
		id: "norm-ignored",
		title: "the norms always stand before, whatever is asked for",
		explanation:
			"Nearly all models of today norm before, and the option is easily forgotten. The first Transformer, " +
			'and BERT, norm after each addition: with norm: "after" the order is another.',
		wrong: blockOf((x, tools) => rightOrder(x, tools, { norm: "before" })),
	},
	{
		id: "norm-always-after",
		title: "the norms always stand after, whatever is asked for",
		explanation:
			"After each addition is how the paper of 2017 has it. Since GPT-2 the norms stand before attention " +
			'and feed-forward, and nothing stands on the straight way: that is norm: "before".',
		wrong: blockOf((x, tools) => rightOrder(x, tools, { norm: "after" })),
	},
	{
		id: "before-and-after-exchanged",
		title: '"before" and "after" are exchanged',
		explanation:
			"Before what? Before attention and before feed-forward: attention(norm(x)). After what? After the " +
			"addition: norm(x + attention(x)). You have them the other way round.",
		wrong: blockOf((x, tools, { norm }) =>
			rightOrder(x, tools, { norm: norm === "before" ? "after" : "before" }),
		),
	},
	{
		id: "norm-before-the-addition",
		title: "after means after attention, but before the addition",
		explanation:
			"x + norm(attention(x)) norms what is added, and leaves the sum as it is. Some models do that. In " +
			"the paper, section 3.1, it is norm(x + attention(x)): the sum is normed.",
		wrong: blockOf((x, { norms, parts }, { norm }) => {
			if (norm === "before") return rightOrder(x, { norms, parts }, { norm });
			const y = sum(x, norms.attention(parts.attention(x)));
			return sum(y, norms.feedForward(parts.feedForward(y)));
		}),
	},
	{
		id: "first-norm-before-the-addition",
		title: "after attention the norm comes before the addition: x + norm(attention(x))",
		explanation:
			'The second half has it right: norm(y + feedForward(y)). With norm: "after" the first is built the ' +
			"same way, norm(x + attention(x)): first add, then norm the sum.",
		wrong: blockOf((x, { norms, parts }, { norm }) => {
			if (norm === "before") return rightOrder(x, { norms, parts }, { norm });
			const y = sum(x, norms.attention(parts.attention(x)));
			return norms.feedForward(sum(y, parts.feedForward(y)));
		}),
	},
	{
		id: "one-norm-shared",
		title: "attentionNorm is used in both places",
		explanation:
			"One norm function, made once, serves twice. But each place has a gamma and a beta of its own, " +
			"because attention and feed-forward want to hear different features: the second is feedForwardNorm.",
		wrong: block({ normOf: ({ attentionNorm }) => attentionNorm }),
	},
	{
		id: "norms-exchanged",
		title: "attentionNorm and feedForwardNorm are exchanged",
		explanation:
			"attentionNorm is the norm of the first half, feedForwardNorm that of the second, whether they " +
			"stand before or after.",
		wrong: block({
			normOf: ({ attentionNorm, feedForwardNorm }, part) =>
				part === "attention" ? feedForwardNorm : attentionNorm,
		}),
	},
	{
		id: "second-norm-missing",
		title: "feed-forward goes without its norm",
		explanation:
			"After the first norm everything seems to be in order. But attention has added something since, and " +
			"the sum has a size of its own again. Each half has its norm.",
		wrong: block({ normed: (part) => part === "attention" }),
	},
	{
		id: "norms-missing",
		title: "there is no norm at all",
		explanation:
			"The block runs without: only the numbers grow with every layer, until softmax sees nothing but " +
			"huge differences. One norm belongs to each half.",
		wrong: block({ normed: () => false }),
	},
	{
		id: "parallel-halves",
		title: "feed-forward starts from x instead of from y",
		explanation:
			"Both halves start from x and both are added: some models do that, to compute them side by side. " +
			"Here feed-forward thinks about what attention has just brought: it gets y.",
		wrong: blockOf((x, { norms, parts }, { norm }) => {
			if (norm === "before") {
				const y = sum(x, parts.attention(norms.attention(x)));
				return sum(y, parts.feedForward(norms.feedForward(x)));
			}
			const y = norms.attention(sum(x, parts.attention(x)));
			return norms.feedForward(sum(y, parts.feedForward(x)));
		}),
	},
	{
		id: "feed-forward-first",
		title: "feed-forward comes first, then attention",
		explanation:
			"In a stack of many blocks the order hardly matters, as they take turns. But a block begins with " +
			"attention: first collect, then think about it.",
		wrong: blockOf((x, { norms, parts }, { norm }) =>
			rightOrder(
				x,
				{
					norms: { attention: norms.feedForward, feedForward: norms.attention },
					parts: { attention: parts.feedForward, feedForward: parts.attention },
				},
				{ norm },
			),
		),
	},
	{
		id: "mask-ignored",
		title: "the mask is not handed on",
		explanation:
			"It hides in the options and everything works without it, only that every token sees the future. " +
			"Hand it to multi-head attention: { heads, mask }.",
		wrong: block({ options: ({ heads }) => ({ heads }) }),
	},
	{
		id: "one-head",
		title: "the number of heads is not handed on",
		explanation:
			"With one head the shapes fit as well, so nothing complains. But the matrices were made for " +
			"`options.heads` heads: with one, all their questions are stirred together (lesson 07).",
		wrong: block({ options: ({ mask }) => ({ heads: 1, mask }) }),
	},
	{
		id: "input-changed",
		title: "the addition is written into x",
		explanation:
			"`x[i][j] += …` is a residual connection in one line, and it changes the caller's x. Here the " +
			"arguments are frozen, so it shows at once; in a model the same tokens would be needed again for " +
			"the gradient. Make new rows: x.map((row, i) => row.map((value, j) => value + …)).",
		wrong: {
			layerNorm: (x: number[][]) => {
				x[0]![0] = 0;
			},
			transformerBlock: (x: number[][]) => {
				x[0]![0]! += 1;
			},
		},
	},
];

type Norm = (x: Matrix, gamma: Vector, beta: Vector, epsilon: number) => number[][];
type Think = (x: Matrix, params: FeedForwardWeights) => number[][];
type Part = "attention" | "feedForward";
type ByPart = Readonly<Record<Part, (tokens: Matrix) => number[][]>>;
interface Tools {
	readonly norms: ByPart;
	readonly parts: ByPart;
}
type Order = (x: Matrix, tools: Tools, options: Pick<BlockOptions, "norm">) => number[][];

/** A wrong layerNorm, and the transformerBlock that calls it. */
function norming(norm: Norm): Implementation {
	return {
		layerNorm: (x: Matrix, gamma: Vector, beta: Vector, epsilon = 1e-5) =>
			norm(x, gamma, beta, epsilon),
		...block({ norm }),
	};
}

/** A layerNorm that is only wrong in what it does to a row before gamma and beta. */
function rowwise(standardize: (row: Vector, epsilon: number) => number[]): Implementation {
	return norming((x, gamma, beta, epsilon) =>
		shiftAndScale(
			x.map((row) => standardize(row, epsilon)),
			gamma,
			beta,
		),
	);
}

/** A wrong feedForward, and the transformerBlock that calls it. */
function thinking(think: Think): Implementation {
	return { feedForward: think, ...block({ think }) };
}

/** A block whose steps are put together in another order. */
function blockOf(order: Order): Implementation {
	return block({ order });
}

interface BlockSteps {
	readonly norm: Norm;
	readonly think: Think;
	readonly order: Order;
	normOf(params: BlockWeights, part: Part): NormWeights;
	normed(part: Part): boolean;
	/** `x` is what went into the block, `y` what the change is to be added to. */
	add(y: Matrix, change: number[][], part: Part, x: Matrix): number[][];
	options(options: BlockOptions): { heads: number; mask?: BlockOptions["mask"] };
}

/** A transformerBlock with some of its steps replaced. */
function block(changes: Partial<BlockSteps>): Implementation {
	const steps: BlockSteps = {
		norm: layerNorm,
		think: bending(gelu),
		order: (x, tools, options) => rightOrder(x, tools, options, steps.add),
		normOf: (params, part) => params[`${part}Norm`],
		normed: () => true,
		add: sum,
		options: ({ heads, mask }) => ({ heads, mask }),
		...changes,
	};
	return {
		transformerBlock: (x: Matrix, params: BlockWeights, options: BlockOptions) => {
			const norm = (part: Part) => (tokens: Matrix) => {
				const { gamma, beta } = steps.normOf(params, part);
				if (!steps.normed(part)) return tokens.map((row) => [...row]);
				return steps.norm(tokens, gamma, beta, 1e-5);
			};
			const norms = { attention: norm("attention"), feedForward: norm("feedForward") };
			const parts = {
				attention: (tokens: Matrix) =>
					multiHeadAttention(tokens, params.attention, steps.options(options)).output,
				feedForward: (tokens: Matrix) => steps.think(tokens, params.feedForward),
			};
			return steps.order(x, { norms, parts }, options);
		},
	};
}

function rightOrder(
	x: Matrix,
	{ norms, parts }: Tools,
	{ norm }: Pick<BlockOptions, "norm">,
	add: BlockSteps["add"] = sum,
): number[][] {
	if (norm === "before") {
		const y = add(x, parts.attention(norms.attention(x)), "attention", x);
		return add(y, parts.feedForward(norms.feedForward(y)), "feedForward", x);
	}
	const y = norms.attention(add(x, parts.attention(x), "attention", x));
	return norms.feedForward(add(y, parts.feedForward(y), "feedForward", x));
}

function standardized(
	row: Vector,
	{ epsilon, missing = 0 }: { epsilon: number; missing?: number },
): number[] {
	const { mean, variance } = momentsOf(row);
	const deviation = Math.sqrt((variance * row.length) / (row.length - missing) + epsilon);
	return row.map((value) => (value - mean) / deviation);
}

function momentsOf(row: Vector): { mean: number; variance: number } {
	const mean = meanOf(row);
	return { mean, variance: meanOf(row.map((value) => (value - mean) ** 2)) };
}

const meanOf = (row: Vector): number => row.reduce((a, b) => a + b) / row.length;

const shiftAndScale = (x: Matrix, gamma: Vector, beta: Vector): number[][] =>
	x.map((row) => row.map((value, j) => value * gamma[j]! + beta[j]!));

const bent = (x: Matrix, bend: (z: number) => number): number[][] => x.map((row) => row.map(bend));

/** A feed-forward network with another function between its layers. */
function bending(bend: (z: number) => number): Think {
	return (x, { w1, b1, w2, b2 }) => linear(bent(linear(x, w1, b1), bend), w2, b2);
}

function sum(x: Matrix, change: Matrix): number[][] {
	return x.map((row, i) => row.map((value, j) => value + change[i]![j]!));
}

/** erf, by its power series: Abramowitz and Stegun 1964, equation 7.1.6, which adds only positive terms. */
function errorFunction(x: number): number {
	if (Math.abs(x) > 6) return Math.sign(x);
	let term = x;
	let total = x;
	for (let n = 1; n < 200; n++) {
		term *= (2 * x * x) / (2 * n + 1);
		total += term;
	}
	return (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * total;
}
