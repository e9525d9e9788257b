import type { Matrix, QKVWeights, Vector } from "../../../attention";
import type { Implementation, Misconception } from "../../lesson";

type Linear = (x: Matrix, w: Matrix, b?: Vector) => number[][];

/** The wrong answers to exercise 04 that people really give. */
export const misconceptions: readonly Misconception[] = [
	{
		id: "weights-transposed",
		title: "x·Wᵀ instead of x·W",
		explanation:
			"PyTorch keeps the weights of a linear layer as [d_out, d_in] and computes x·Wᵀ, so formulas " +
			"found on the way often have the transpose. Here `w` is [d_in, d_out]: row d belongs to entry d " +
			"of the token. With w[j][d] the loop reads a row that w does not have, or leaves out some that " +
			"it has.",
		wrong: everywhere((x, w, b) =>
			x.map((token) =>
				w.map(
					(row, j) => token.reduce((sum, value, d) => sum + value * row[d]!, 0) + (b?.[j] ?? 0),
				),
			),
		),
	},
	{
		id: "product-reversed",
		title: "w·x instead of x·w",
		explanation:
			"Papers often write Wx, with one token as a column. In this course tokens are rows, so x stands " +
			"on the left: [n, d_in] times [d_in, d_out]. The other way round even the shapes disagree, unless " +
			"they happen to be equal.",
		wrong: everywhere((x, w, b) =>
			w.map((row) =>
				x[0]!.map(
					(_, j) => row.reduce((sum, value, i) => sum + value * x[i]![j]!, 0) + (b?.[j] ?? 0),
				),
			),
		),
	},
	{
		id: "b-ignored",
		title: "b is not added",
		explanation:
			"`b` is an optional parameter, and without it everything works, queries, keys and values " +
			"included. But when it is there, b[j] is added to entry j of every token.",
		wrong: onlyLinear((x, w) => layer(x, w)),
	},
	{
		id: "b-by-token",
		title: "b is added by token instead of by entry",
		explanation:
			"With two loops it is easy to take the wrong index. `b` has one number for each column of the " +
			"result, d_out of them: entry j gets b[j], whichever token it is. b[i] runs out of numbers as " +
			"soon as there are more tokens than columns.",
		wrong: onlyLinear((x, w, b) =>
			layer(x, w).map((row, i) => row.map((y) => (b ? y + b[i]! : y))),
		),
	},
	{
		id: "b-to-first-token-only",
		title: "b is added to the first token only",
		explanation:
			"In the worked case there is one token, and one addition is enough. But a linear layer treats " +
			"all tokens alike: every row gets the same b.",
		wrong: onlyLinear((x, w, b) =>
			layer(x, w).map((row, i) => row.map((y, j) => (b && i === 0 ? y + b[j]! : y))),
		),
	},
	{
		id: "b-before-multiplying",
		title: "b is added to the token before it is multiplied",
		explanation:
			"(x + b)·W looks like x·W + b with the brackets moved. But then b would need d_in numbers, one for " +
			"each entry of a token; it has d_out, one for each entry of the result. Multiply first, then add.",
		wrong: onlyLinear((x, w, b) => layer(b ? x.map((row) => row.map((y, d) => y + b[d]!)) : x, w)),
	},
	{
		id: "b-appended",
		title: "b is appended as one more row",
		explanation:
			"`[...rows, b]` adds b to the list of rows, not to the numbers in them. The result has one row for " +
			"each token: b[j] is added to entry j of every one.",
		wrong: onlyLinear((x, w, b) => (b ? [...layer(x, w), [...b]] : layer(x, w))),
	},
	{
		id: "entry-by-entry",
		title: "entries are multiplied in place instead of row by column",
		explanation:
			"x[i][d] · w[d][d], or a product entry by entry, also combines the two matrices, and it is what " +
			"`*` does in some libraries. A linear layer lets every entry of a token contribute to every entry " +
			"of the result: a sum over d for each column j.",
		wrong: everywhere((x, w, b) =>
			x.map((token) => w[0]!.map((_, j) => (token[j] ?? 0) * (w[j]?.[j] ?? 0) + (b?.[j] ?? 0))),
		),
	},
	{
		id: "last-term-only",
		title: "the sum keeps only its last term",
		explanation:
			"`y = token[d] * w[d][j]` inside the loop forgets what was there before; it has to be `y +=`. With " +
			"a single entry in each token nothing would be wrong, with more the last one wins.",
		wrong: everywhere((x, w, b) =>
			x.map((token) =>
				w[0]!.map((_, j) => token.at(-1)! * w[token.length - 1]![j]! + (b?.[j] ?? 0)),
			),
		),
	},
	{
		id: "rows-aliased-by-fill",
		title: "all rows are one and the same array",
		explanation:
			"`Array(n).fill([])` looks like n rows, but it puts one and the same array into all n places: what " +
			"you write for one token also lands in the others, and every row ends like the last. " +
			"`Array.from({ length: n }, () => [])` or `x.map(…)` makes a new row each time.",
		wrong: everywhere((x, w, b) => Array<number[]>(x.length).fill(layer(x, w, b).at(-1)!)),
	},
	{
		id: "keys-from-wq",
		title: "the keys are made with wq",
		explanation:
			"The lines for q and k look alike, and a copied line keeps its matrix. But then q and k are the " +
			"same, the scores QKᵀ are symmetric, and every token looks for its like. The keys have a matrix " +
			"of their own, wk.",
		wrong: projecting((x, { wq, wv }) => ({ q: layer(x, wq), k: layer(x, wq), v: layer(x, wv) })),
	},
	{
		id: "queries-and-keys-swapped",
		title: "q is made with wk, and k with wq",
		explanation:
			"The scores are then KQᵀ instead of QKᵀ: the interest goes the other way round, `fished` would look " +
			"for whoever asks for it. q belongs to wq and k to wk.",
		wrong: projecting((x, { wq, wk, wv }) => ({
			q: layer(x, wk),
			k: layer(x, wq),
			v: layer(x, wv),
		})),
	},
	{
		id: "values-from-wk",
		title: "the values are made with wk",
		explanation:
			"Keys and values are often named in one breath, and in the oldest models they were the same. But a " +
			"key is there to be found and a value to be passed on; they have a matrix each, and a value may " +
			"be of another length.",
		wrong: projecting((x, { wq, wk }) => ({ q: layer(x, wq), k: layer(x, wk), v: layer(x, wk) })),
	},
	{
		id: "values-not-projected",
		title: "the values are the tokens themselves",
		explanation:
			"In lesson 03 the embeddings themselves were mixed, so v = x seems natural. But a token need not " +
			"pass on everything it is: wv says what. v has d_v columns, not d_model.",
		wrong: projecting((x, { wq, wk }) => ({
			q: layer(x, wq),
			k: layer(x, wk),
			v: x.map((token) => [...token]),
		})),
	},
	{
		id: "scaled-too-early",
		title: "queries are divided by √d_k already",
		explanation:
			"Some programs do that, because (q/√d_k)·k is what attention needs in the end. But here the " +
			"division belongs to the scores (lesson 05), and would then happen twice. q is x·wq and nothing " +
			"else.",
		wrong: projecting((x, { wq, wk, wv }) => {
			const root = Math.sqrt(wq[0]!.length);
			const q = layer(x, wq).map((row) => row.map((y) => y / root));
			return { q, k: layer(x, wk), v: layer(x, wv) };
		}),
	},
	{
		id: "input-changed",
		title: "the result is written into the tokens",
		explanation:
			"Writing into the rows of `x` saves an array, but they belong to whoever called the function, and " +
			"the second projection would start from the result of the first. Build new rows with `map`.",
		wrong: everywhere((x, w, b) => {
			const y = layer(x, w, b);
			y.forEach((row, i) => {
				(x[i] as number[]).splice(0, x[i]!.length, ...row);
			});
			return x as number[][];
		}),
	},
	{
		id: "output-rounded",
		title: "the numbers are rounded",
		explanation:
			"0.09 reads better than 0.09003057317038046. But errors add up over the layers of a model: return " +
			"the numbers as they are, and round only where you print.",
		wrong: everywhere((x, w, b) =>
			layer(x, w, b).map((row) => row.map((y) => Math.round(y * 1e4) / 1e4)),
		),
	},
	{
		id: "single-precision",
		title: "the numbers are computed with 32 bits",
		explanation:
			"Real models compute with 32-bit or even shorter numbers, so a Float32Array looks professional. " +
			"It keeps 7 digits of the 16 that JavaScript's numbers have, and this course compares results " +
			"more closely than that. Use ordinary arrays here, or a Float64Array.",
		wrong: everywhere((x, w, b) => layer(x, w, b).map((row) => row.map(Math.fround))),
	},
];

/** A wrong linear layer, and the projections that call it. */
function everywhere(linear: Linear): Implementation {
	return {
		linear,
		projectQKV: (x: Matrix, { wq, wk, wv }: QKVWeights) => ({
			q: linear(x, wq),
			k: linear(x, wk),
			v: linear(x, wv),
		}),
	};
}

/** Wrong only where there is a b: the projections have none. */
function onlyLinear(linear: Linear): Implementation {
	return { linear };
}

function projecting(projectQKV: (x: Matrix, weights: QKVWeights) => unknown): Implementation {
	return { projectQKV };
}

function layer(x: Matrix, w: Matrix, b?: Vector): number[][] {
	return x.map((token) =>
		w[0]!.map((_, j) => token.reduce((sum, value, d) => sum + value * w[d]![j]!, b?.[j] ?? 0)),
	);
}
