import {
	dot,
	type HeadMatrices,
	type Matrix,
	type MultiHeadWeights,
	type Random,
	type Vector,
} from "../../../attention";
import type { Implementation, Misconception } from "../../lesson";

/** The wrong answers to exercise 13 that people really give. */
export const misconceptions: readonly Misconception[] = [
	{
		id: "dropout-at-evaluation",
		title: "numbers are dropped also when the model is used",
		explanation:
			"Nothing fails: the model only gives another answer each time, and a worse one. In libraries it " +
			"happens when somebody forgets `model.eval()`. Here `training` says it: when it is false, give x " +
			"back and draw nothing.",
		wrong: dropping({ atUse: (x, p, rng) => dropped(x, p, rng) }),
	},
	{
		id: "dropout-without-rescaling",
		title: "what stays is not divided by 1 − p",
		explanation:
			"With p = 0.5 half of the numbers are gone, and the sum is half as large: the next layer learns with " +
			"quiet inputs and is used with loud ones. Divided by 1 − p, every number is on average what it was.",
		wrong: dropping({ keep: (value) => value }),
	},
	{
		id: "scaled-at-evaluation",
		title:
			"numbers are multiplied by 1 − p when the model is used, instead of divided while training",
		explanation:
			"That is how the first paper on dropout did it, and on average it comes to the same. But then the " +
			"finished model has to know p. Today the correction is made while training, and using the model is " +
			"just using it.",
		wrong: dropping({
			keep: (value) => value,
			atUse: (x, p) => x.map((row) => row.map((value) => value * (1 - p))),
		}),
	},
	{
		id: "p-as-keep-probability",
		title: "p is taken for the probability to stay",
		explanation:
			"In some older libraries (the first TensorFlow) the number was `keep_prob`. Here, as in PyTorch, p " +
			"is how likely an entry is to be DROPPED: p = 0.1 drops one in ten. With p = 0.5 nobody notices.",
		wrong: dropping({ drops: (u, p) => u >= p, keep: (value, p) => value / p }),
	},
	{
		id: "dropped-at-or-above-p",
		title: "entries are dropped where the draw is p or more",
		explanation:
			"A draw from 0 to 1 lies below p with probability p. So `u < p` happens as often as something should " +
			"be dropped; with `u >= p`, or `u > p`, it happens with probability 1 − p.",
		wrong: dropping({ drops: (u, p) => u >= p }),
	},
	{
		id: "dropped-at-p-as-well",
		title: "entries are dropped where the draw is p itself, too",
		explanation:
			"uniform() can give 0 and never gives 1, so `u < p` happens with probability p exactly: never for " +
			"p = 0, always for p = 1. `u <= p` would drop an entry now and then even with p = 0. It is one draw " +
			"in very many; in the worked case it is the third.",
		wrong: dropping({ drops: (u, p) => u <= p }),
	},
	{
		id: "divided-by-p",
		title: "what stays is divided by p instead of 1 − p",
		explanation:
			"A share of 1 − p stays, so what stays has to become 1/(1 − p) times as large. With p = 0.1 you make " +
			"it ten times as large, while nine tenths of it are still there.",
		wrong: dropping({ keep: (value, p) => value / p }),
	},
	{
		id: "multiplied-by-the-rest",
		title: "what stays is multiplied by 1 − p instead of divided",
		explanation:
			"What stays has to make up for what is gone: it grows. Multiplied by 1 − p it shrinks a second time.",
		wrong: dropping({ keep: (value, p) => value * (1 - p) }),
	},
	{
		id: "same-mask-reused",
		title: "one row of draws is used for all rows",
		explanation:
			"Drawing the pattern once and using it again saves time, but then the same columns are silent in " +
			"every token, and what they know is gone altogether. Every entry has a draw of its own.",
		wrong: {
			dropout: (x: Matrix, p: number, rng: Draws, training: boolean) => {
				if (!training) return copied(x);
				const mask = x[0]!.map(() => rng.uniform() < p);
				return x.map((row) => row.map((value, j) => (mask[j] ? 0 : value / (1 - p))));
			},
		},
	},
	{
		id: "whole-rows-dropped",
		title: "one draw a row: whole tokens are dropped",
		explanation:
			"Dropping whole tokens exists, under other names. Dropout silences single numbers: one draw for each " +
			"entry, not for each row.",
		wrong: {
			dropout: (x: Matrix, p: number, rng: Draws, training: boolean) => {
				if (!training) return copied(x);
				return x.map((row) => {
					const isDropped = rng.uniform() < p;
					return row.map((value) => (isDropped ? 0 : value / (1 - p)));
				});
			},
		},
	},
	{
		id: "drawn-by-columns",
		title: "the draws go down the columns instead of along the rows",
		explanation:
			"Each entry has its draw and the pattern is as random as any. But the statement says row by row, so " +
			"that the same generator gives the same numbers to everyone.",
		wrong: {
			dropout: (x: Matrix, p: number, rng: Draws, training: boolean) => {
				if (!training) return copied(x);
				const result = copied(x);
				for (let j = 0; j < x[0]!.length; j++)
					for (let i = 0; i < x.length; i++)
						result[i]![j] = rng.uniform() < p ? 0 : x[i]![j]! / (1 - p);
				return result;
			},
		},
	},
	{
		id: "rows-renormalised",
		title: "after dropping, every row is scaled back to its old sum",
		explanation:
			"For attention weights it looks right: a row sums to 1 again. But then what one weight becomes " +
			"depends on which others were dropped. Dropout corrects by 1/(1 − p), the same for all, and a row " +
			"sums to 1 only on average; that is so in PyTorch's attention, too.",
		wrong: {
			dropout: (x: Matrix, p: number, rng: Draws, training: boolean) => {
				if (!training) return copied(x);
				return x.map((row) => {
					const kept = row.map((value) => (rng.uniform() < p ? 0 : value));
					const [before, after] = [total(row), total(kept)];
					return kept.map((value) => (after === 0 ? 0 : (value * before) / after));
				});
			},
		},
	},
	{
		id: "own-randomness",
		title: "the draws come from somewhere else than rng",
		explanation:
			"Math.random() gives other numbers at every run: a result nobody can repeat, and a mistake nobody " +
			"can find again. All randomness comes in through `rng`; from the same seed come the same draws.",
		wrong: {
			dropout: (x: Matrix, p: number, _rng: Draws, training: boolean) =>
				training ? dropped(x, p, elsewhere) : copied(x),
		},
	},
	{
		id: "pairs-with-itself",
		title: "every head is compared with itself as well",
		explanation:
			"The mean over all heads × heads pairs is easily written with two loops, but it counts each head's " +
			"cosine with itself, which is always 1: the diversity could never reach 1. Only pairs of two " +
			"different heads count. (Li et al. do include them; it changes their term by a constant.)",
		wrong: diversity((flat) => {
			const all = flat.flatMap((a) => flat.map((b) => cosine(a, b)));
			return 1 - total(all) / all.length;
		}),
	},
	{
		id: "pairs-from-itself-on",
		title: "the pairs begin with the head itself: b = a instead of b = a + 1",
		explanation:
			"Counting every pair once is right. But if b starts at a, every head is compared with itself first, " +
			"which always gives 1: heads · (heads + 1) / 2 cosines instead of heads · (heads − 1) / 2. Start " +
			"behind it, at a + 1, or stop before it.",
		wrong: diversity(
			(flat) => 1 - mean(flat.flatMap((a, i) => flat.slice(0, i + 1).map((b) => cosine(a, b)))),
		),
	},
	{
		id: "similarity-returned",
		title: "the mean cosine is returned, not 1 minus it",
		explanation:
			"A cosine says how ALIKE two heads are. Diversity is the opposite: 0 when all heads look at the same.",
		wrong: diversity((flat) => mean(pairsOf(flat, cosine))),
	},
	{
		id: "not-normalised",
		title: "a·b without dividing by the lengths",
		explanation:
			"The dot product of two weight matrices also depends on how sharp they are: two equal heads that " +
			"spread their attention would seem to differ. Divided by |a|·|b| it is the cosine, which is 1 for " +
			"equal heads whatever they look like.",
		wrong: diversity((flat) => 1 - mean(pairsOf(flat, dot))),
	},
	{
		id: "squared-lengths",
		title: "divided by |a|²·|b|² instead of |a|·|b|",
		explanation:
			"a·a is the square of the length of a. A cosine divides by the lengths themselves: take the root, " +
			"√(a·a · b·b).",
		wrong: diversity(
			(flat) => 1 - mean(pairsOf(flat, (a, b) => quotient(dot(a, b), dot(a, a) * dot(b, b)))),
		),
	},
	{
		id: "cosine-by-row",
		title: "the cosines are taken query by query and averaged",
		explanation:
			"Comparing the heads' rows is just as meaningful, and other papers do it. Here the weights of a head " +
			"are ONE vector of n_q · n_k numbers: flatten first, then one cosine a pair.",
		wrong: {
			headDiversity: (weights: HeadMatrices) =>
				1 - mean(pairsOf(weights, (a, b) => mean(a.map((row, i) => cosine(row, b[i]!))))),
		},
	},
	{
		id: "neighbours-only",
		title: "only neighbouring heads are compared",
		explanation:
			"Head 0 with 1, 1 with 2, 2 with 3: but heads have no order, and 0 and 2 may be the same. Every head " +
			"is compared with every other: heads · (heads − 1) / 2 pairs.",
		wrong: diversity((flat) => 1 - mean(flat.slice(1).map((a, i) => cosine(a, flat[i]!)))),
	},
	{
		id: "first-head-only",
		title: "all heads are compared with head 0 only",
		explanation:
			"Head 0 is nothing special. If heads 1 and 2 are the same, and both unlike head 0, nobody would notice.",
		wrong: diversity((flat) => 1 - mean(flat.slice(1).map((a) => cosine(a, flat[0]!)))),
	},
	{
		id: "divided-by-heads",
		title: "the sum of the cosines is divided by the number of heads",
		explanation:
			"The mean is over PAIRS. With 3 heads there are 3 pairs, so it is the same and a small test passes; " +
			"with 4 heads there are 6.",
		wrong: diversity((flat) => 1 - total(pairsOf(flat, cosine)) / flat.length),
	},
	{
		id: "cosines-summed",
		title: "the cosines are added up and not averaged",
		explanation:
			"A sum grows with the number of pairs, and 1 minus it becomes negative. The mean stays between 0 and 1.",
		wrong: diversity((flat) => 1 - total(pairsOf(flat, cosine))),
	},
	{
		id: "silent-head-nan",
		title: "a head whose weights are all 0 gives NaN",
		explanation:
			"Its length is 0, and 0/0 is NaN, which the mean then spreads to everything. Such heads exist: where " +
			"a mask hides all keys. Ask whether the length is 0; the cosine is 0 then.",
		wrong: diversity(
			(flat) => 1 - mean(pairsOf(flat, (a, b) => dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b)))),
		),
	},
	{
		id: "columns-of-wo",
		title: "columns of wo are set to 0 instead of rows",
		explanation:
			"wo multiplies from the right, merged·wo: its ROWS belong to what the heads found, its columns to " +
			"features of the output. Silencing columns takes features from all heads.",
		wrong: ablating((_r, c, head, { heads, wo }) => {
			const width = Math.ceil(wo[0]!.length / heads);
			return Math.floor(c / width) === head;
		}),
	},
	{
		id: "head-counted-from-1",
		title: "heads are counted from 1",
		explanation:
			"ablateHead(params, 1, 2) means the second head: the first is head 0, as everywhere in this course. " +
			"Yours silences the head before it, or none.",
		wrong: ablating((r, _c, head, { dV }) => Math.floor(r / dV) === head - 1),
	},
	{
		id: "interleaved-rows",
		title: "every heads-th row is taken",
		explanation:
			"The heads' results stand side by side, not dealt out like cards: rows h·d_v … (h+1)·d_v − 1 belong " +
			"together. r % heads would take a piece out of every head.",
		wrong: ablating((r, _c, head, { heads }) => r % heads === head),
	},
	{
		id: "one-row-only",
		title: "only one row of wo is set to 0",
		explanation:
			"A head brings home d_v numbers, and each has a row of its own in wo: d_v rows belong to a head, and " +
			"the first of them is row head · d_v.",
		wrong: ablating((r, _c, head) => r === head),
	},
	{
		id: "all-others-ablated",
		title: "all other heads are silenced, and this one is kept",
		explanation:
			"That is the other experiment: what can this head do alone? Here it is this one that goes, and the " +
			"others that stay.",
		wrong: ablating((r, _c, head, { dV }) => Math.floor(r / dV) !== head),
	},
	{
		id: "width-from-wq",
		title: "the width of a head is taken from wq instead of wv or wo",
		explanation:
			"wq has d_k columns a head, and d_k and d_v are often the same. But wo has one row for each number " +
			"that a head FOUND, and those are values: d_v of them. Take wo.length / heads.",
		wrong: ablating((r, _c, head, { heads, wq }) => {
			const dK = wq[0]!.length / heads;
			return Math.floor(r / dK) === head;
		}),
	},
	{
		id: "width-from-columns-of-wo",
		title: "the width of a head is taken from the columns of wo instead of its rows",
		explanation:
			"wo[0].length is d_model, or whatever the output is wide. The heads' results stand in front of wo, " +
			"and it has one ROW for each of their numbers: wo.length rows, wo.length / heads to a head.",
		wrong: ablating((r, _c, head, { heads, wo }) => {
			const width = wo[0]!.length / heads;
			return r >= head * width && r < (head + 1) * width;
		}),
	},
	{
		id: "head-cut-out",
		title: "the rows are removed instead of set to 0",
		explanation:
			"Without its rows wo has another shape, and the merged heads no longer fit. Cutting a head out is " +
			"possible, but then wq, wk and wv have to lose their columns as well. Set the rows to 0.",
		wrong: {
			ablateHead: (params: MultiHeadWeights, head: number, heads: number) => {
				const dV = params.wo.length / heads;
				return { ...params, wo: params.wo.filter((_, r) => Math.floor(r / dV) !== head) };
			},
		},
	},
	{
		id: "queries-silenced",
		title: "the head's columns of wq are set to 0",
		explanation:
			"A head without queries is not silent: all its scores are 0, so it attends to everything evenly, and " +
			"the mean of all values still reaches the output. What it finds goes through wo: silence it there.",
		wrong: silencing("wq"),
	},
	{
		id: "values-silenced",
		title: "the head's columns of wv are set to 0",
		explanation:
			"That does silence the head: it finds only zeros. But the statement asks for the other end, the rows " +
			"of wo, and for wq, wk and wv as they are: whoever looks at what the head would have found, finds it.",
		wrong: silencing("wv"),
	},
	{
		id: "others-made-louder",
		title: "the heads that stay are multiplied by heads / (heads − 1)",
		explanation:
			"Dropout makes up for what it drops; ablation does not. It asks what is missing when a head is gone, " +
			"so everything else has to stay as it is.",
		wrong: {
			ablateHead: (params: MultiHeadWeights, head: number, heads: number) => {
				const dV = params.wo.length / heads;
				const louder = heads / (heads - 1);
				const wo = params.wo.map((row, r) =>
					row.map((value) => (Math.floor(r / dV) === head ? 0 : value * louder)),
				);
				return { ...params, wo };
			},
		},
	},
	{
		id: "input-changed",
		title: "the argument itself is changed",
		explanation:
			"`params.wo[r].fill(0)` ablates the caller's model for good, and the next head is taken from what is " +
			"left. Here the arguments are frozen, so it shows at once. Make new rows.",
		wrong: {
			dropout: (x: number[][]) => {
				x[0]![0] = 0;
			},
			ablateHead: (params: { wo: number[][] }) => {
				params.wo[0]!.fill(0);
			},
		},
	},
];

type Draws = Pick<Random, "uniform">;

interface DropoutSteps {
	drops(u: number, p: number): boolean;
	keep(value: number, p: number): number;
	atUse(x: Matrix, p: number, rng: Draws): number[][];
}

/** A dropout with some of its steps replaced. */
function dropping(changes: Partial<DropoutSteps>): Implementation {
	const steps: DropoutSteps = {
		drops: (u, p) => u < p,
		keep: (value, p) => value / (1 - p),
		atUse: copied,
		...changes,
	};
	return {
		dropout: (x: Matrix, p: number, rng: Draws, training: boolean) =>
			training
				? x.map((row) =>
						row.map((value) => (steps.drops(rng.uniform(), p) ? 0 : steps.keep(value, p))),
					)
				: steps.atUse(x, p, rng),
	};
}

function dropped(x: Matrix, p: number, rng: Draws): number[][] {
	return x.map((row) => row.map((value) => (rng.uniform() < p ? 0 : value / (1 - p))));
}

/** Draws that go on from call to call, as those of Math.random do, and never come out the same twice. */
const elsewhere = {
	drawn: 0,
	uniform: () => (elsewhere.drawn++ * 0.6180339887) % 1,
};

/** A headDiversity that is wrong in what it makes of the heads as vectors. */
function diversity(of: (flat: readonly number[][]) => number): Implementation {
	return { headDiversity: (weights: HeadMatrices) => of(weights.map((head) => head.flat())) };
}

function pairsOf<T>(items: readonly T[], compare: (a: T, b: T) => number): number[] {
	return items.flatMap((a, i) => items.slice(0, i).map((b) => compare(a, b)));
}

function cosine(a: Vector, b: Vector): number {
	return quotient(dot(a, b), Math.sqrt(dot(a, a) * dot(b, b)));
}

const quotient = (a: number, b: number): number => (b === 0 ? 0 : a / b);

const total = (numbers: Vector): number => numbers.reduce((a, b) => a + b, 0);

const mean = (numbers: Vector): number => total(numbers) / numbers.length;

interface Ablated {
	readonly heads: number;
	readonly dV: number;
	readonly wo: Matrix;
	readonly wq: Matrix;
}

/** An ablateHead that sets other entries of wo to 0. */
function ablating(
	isSilent: (row: number, column: number, head: number, sizes: Ablated) => boolean,
): Implementation {
	return {
		ablateHead: (params: MultiHeadWeights, head: number, heads: number) => {
			const { wo, wq } = params;
			const sizes = { heads, dV: wo.length / heads, wo, wq };
			return {
				...params,
				wo: wo.map((row, r) => row.map((value, c) => (isSilent(r, c, head, sizes) ? 0 : value))),
			};
		},
	};
}

/** An ablateHead that sets the head's columns of another matrix to 0. */
function silencing(name: "wq" | "wv"): Implementation {
	return {
		ablateHead: (params: MultiHeadWeights, head: number, heads: number) => {
			const width = params[name][0]!.length / heads;
			const silenced = params[name].map((row) =>
				row.map((value, c) => (Math.floor(c / width) === head ? 0 : value)),
			);
			return { ...params, [name]: silenced };
		},
	};
}

function copied(x: Matrix): number[][] {
	return x.map((row) => [...row]);
}
