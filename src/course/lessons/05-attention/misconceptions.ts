import {
	dot,
	type Mask,
	type Matrix,
	matmul,
	mixValues,
	softmaxRows,
	transpose,
} from "../../../attention";
import type { Implementation, Misconception } from "../../lesson";
import {
	exchanged,
	filled,
	maskReadTransposed,
	nanWhereAllIsHidden,
	shares,
	zeroedAfterSoftmax,
} from "../wrong-weights";

/**
 * The wrong answers to exercise 05 that people really give. `mask-transposed` and
 * `transposed-weights-times-values` come before mistakes in the scores that stumble in the same way;
 * `scaled-twice` before `divided-by-d-k`, which is the same in `attention` and spoils `scaledScores`.
 */
export const misconceptions: readonly Misconception[] = [
	{
		id: "mask-transposed",
		title: "the mask is read as mask[key][query]",
		explanation:
			"mask[i][j] asks whether query i may attend to key j, in the same order as the scores. With i and " +
			"j exchanged a square mask still fits, and tells every token the opposite of who may see whom; " +
			"with more keys than queries there is no such row.",
		wrong: withMask(maskReadTransposed),
	},
	{
		id: "transposed-weights-times-values",
		title: "WᵀV: the weights are transposed before they mix the values",
		explanation:
			"With as many queries as keys the shapes agree, so it runs. But row i of the weights belongs to " +
			"query i and has one weight for each value; transposed, it says how much the key received from " +
			"each query. Multiply the weights as they are: [n_q, n_k] times [n_k, d_v].",
		wrong: withOutput((weights, { v }) => mixValues(transpose(weights), v)),
	},
	{
		id: "no-scale",
		title: "the scores are not divided by √d_k",
		explanation:
			"softmax(QKᵀ)V is attention, too, and with short vectors it looks much the same. But dot " +
			"products grow with the length of the vectors: with d_k = 64 they are typically 8 in size, and " +
			"softmax then gives nearly everything to one key. Your scores are √d_k times too large: divide " +
			"every dot product by Math.sqrt(d_k).",
		wrong: withScores((q, k) => products(q, k)),
	},
	{
		id: "scaled-twice",
		title: "the scores are divided by √d_k twice",
		explanation:
			"It happens when scaledScores divides and attention divides again, each for good reasons; " +
			"together they divide by d_k. The division belongs in one place: scaledScores.",
		wrong: {
			attention: (q: Matrix, k: Matrix, v: Matrix, mask?: Mask) =>
				attend(products(q, k, 1 / q[0]!.length), v, mask),
		},
	},
	{
		id: "divided-by-d-k",
		title: "the scores are divided by d_k instead of √d_k",
		explanation:
			"Dividing by the number of summands makes a mean, and means feel natural. But the summands of a " +
			"dot product have different signs and partly cancel: the sum grows only like √d_k. Divided by " +
			"d_k the scores go to 0 as the vectors grow, and every key gets the same weight. These numbers " +
			"are what you get with d_k: take its square root.",
		wrong: withScale((q) => 1 / q[0]!.length),
	},
	{
		id: "multiplied-by-root-d-k",
		title: "the scores are multiplied by √d_k instead of divided",
		explanation:
			"`*` and `/` are easily confused, the more so as the scale is often kept as a number like " +
			"1/√d_k. Multiplying makes long vectors' scores, which are too large already, larger still. " +
			"Check with the worked case: 10 should become 5, not 20.",
		wrong: withScale((q) => Math.sqrt(q[0]!.length)),
	},
	{
		id: "divided-by-root-of-number-of-keys",
		title: "the scores are divided by √n_k, the number of keys",
		explanation:
			"`k.length` is how many keys there are; how long one key is, d_k, is `k[0].length`. A dot product " +
			"has d_k summands, however many other keys there are: adding a token to the sentence must not " +
			"change the scores of those already there.",
		wrong: withScale((_, k) => 1 / Math.sqrt(k.length)),
	},
	{
		id: "divided-by-root-of-number-of-queries",
		title: "the scores are divided by √n_q, the number of queries",
		explanation:
			"`q.length` is how many queries there are; how long one query is, d_k, is `q[0].length`. The " +
			"scale makes up for the d_k summands of a dot product; how many queries are asked has nothing to " +
			"do with it.",
		wrong: withScale((q) => 1 / Math.sqrt(q.length)),
	},
	{
		id: "divided-by-root-d-v",
		title: "the scores are divided by √d_v, the length of the values",
		explanation:
			"In many models d_v equals d_k, and either name gives the same number. But the scores are made " +
			"of queries and keys alone, d_k summands each; the values come in later and may have any length.",
		wrong: {
			attention: (q: Matrix, k: Matrix, v: Matrix, mask?: Mask) =>
				attend(products(q, k, 1 / Math.sqrt(v[0]!.length)), v, mask),
		},
	},
	{
		id: "keys-times-queries",
		title: "KQᵀ instead of QKᵀ: one row a key",
		explanation:
			"QKᵀ and KQᵀ contain the same numbers, and with as many queries as keys even the shapes agree. " +
			"But then a row belongs to a key, and softmax divides up the wrong thing. Rows of the scores " +
			"are queries: [n_q, n_k]. The outer loop, or the left factor, is q.",
		wrong: {
			scaledScores: (q: Matrix, k: Matrix) => scaled(k, q),
			attention: (q: Matrix, k: Matrix, v: Matrix, mask?: Mask) => {
				const weights = weigh(scaled(k, q), mask);
				return { output: matmul(weights, v), weights };
			},
		},
	},
	{
		id: "as-many-queries-as-keys",
		title: "the number of queries is taken from the keys",
		explanation:
			"In self-attention every token has a query and a key, so there are as many of one as of the " +
			"other, and one `n` for both seems enough. But attention does not need that: two queries may " +
			"look at seven keys (lesson 08). Loop over q for the rows and over k for the columns.",
		wrong: withScores((q, k) => {
			const scores: number[][] = [];
			for (let i = 0; i < k.length; i++) {
				scores.push([]);
				for (let j = 0; j < k.length; j++) {
					let product = 0;
					for (let d = 0; d < q[i]!.length; d++) product += q[i]![d]! * k[j]![d]!;
					scores[i]!.push(product / Math.sqrt(k[0]!.length));
				}
			}
			return scores;
		}),
	},
	{
		id: "rows-aliased-by-fill",
		title: "all rows of the scores are one and the same array",
		explanation:
			"`Array(n).fill([])` looks like n rows, but it puts one and the same array into all n places: " +
			"what you write for one query also lands in the others, and every row ends like the last. " +
			"`Array.from({ length: n }, () => [])` or `q.map(…)` makes a new row each time.",
		wrong: withScores((q, k) => {
			const last = scaled(q, k).at(-1)!;
			return Array<number[]>(q.length).fill(last);
		}),
	},
	{
		id: "scale-after-softmax",
		title: "√d_k divides the weights instead of the scores",
		explanation:
			"The formula has both a softmax and a √d_k, and outside the bracket the division also does " +
			"something: it makes the weights smaller. But then they sum to 1/√d_k, and softmax has already " +
			"collapsed on the large scores. Add up a row of your weights. The division comes first.",
		wrong: withWeights((q, k, mask) => {
			const root = Math.sqrt(q[0]!.length);
			return weigh(products(q, k), mask).map((row) => row.map((weight) => weight / root));
		}),
	},
	{
		id: "softmax-over-columns",
		title: "softmax over the columns instead of the rows",
		explanation:
			"The scores look the same from both sides, and many libraries ask for an axis. But a row belongs " +
			"to one query, and it is the query whose attention is divided: every row of the weights sums to " +
			"1. In your weights the columns do.",
		wrong: withWeights((q, k, mask) =>
			transpose(weigh(transpose(scaled(q, k)), mask && exchanged(mask))),
		),
	},
	{
		id: "softmax-over-whole-matrix",
		title: "one softmax over all scores together",
		explanation:
			"One sum over the whole matrix is short to write, and every weight lies between 0 and 1. But " +
			"then the queries compete with each other for one unit of attention. Each query has a whole unit " +
			"of its own: every row sums to 1.",
		wrong: withWeights((q, k, mask) => {
			const [all] = weigh([scaled(q, k).flat()], mask && [mask.flat()]);
			return q.map((_, i) => all!.slice(i * k.length, (i + 1) * k.length));
		}),
	},
	{
		id: "no-max-subtraction",
		title: "the softmax does not subtract the highest score before exp",
		explanation:
			"The formula says exp(score) / sum, and for small scores that works. exp(710) is Infinity, and " +
			"Infinity / Infinity is NaN: lesson 02. Subtract the highest score of the row first, or import " +
			"`softmax` from the library.",
		wrong: withWeights((q, k, mask) =>
			scaled(q, k).map((row, i) => {
				if (mask && !mask[i]!.includes(true)) return row.map(() => 0);
				return shares(row.map((score, j) => (mask?.[i]?.[j] === false ? 0 : Math.exp(score))));
			}),
		),
	},
	{
		id: "normalised-without-exp",
		title: "scores are divided by their sum, without exp",
		explanation:
			"Dividing by the sum makes shares of anything else. But scores can be negative, their sum can be " +
			"0, and adding the same to all of them changes everything. Between scores and weights stands " +
			"softmax: exp first, then divide by the sum.",
		wrong: withWeights((q, k, mask) =>
			scaled(q, k).map((row, i) => {
				if (mask && !mask[i]!.includes(true)) return row.map(() => 0);
				return shares(row.map((score, j) => (mask?.[i]?.[j] === false ? 0 : score)));
			}),
		),
	},
	{
		id: "softmax-twice",
		title: "softmax is applied twice",
		explanation:
			"It happens when a function that returns weights is taken for one that returns scores. The rows " +
			"still sum to 1, so it goes unnoticed; but the second softmax takes weights between 0 and 1 for " +
			"scores, and makes them nearly even. Softmax stands in the formula once.",
		wrong: withWeights((q, k, mask) => weigh(weigh(scaled(q, k), mask), mask)),
	},
	{
		id: "hard-argmax",
		title: "the best key gets the whole weight",
		explanation:
			"Taking the value of the best match is what a dictionary does, and when one score stands out " +
			"softmax comes close to it. But the other keys have weights, too, and without them no small " +
			"change of a score changes anything: a model could not learn. Use softmax.",
		wrong: withWeights((q, k, mask) =>
			weigh(scaled(q, k), mask).map((row) => {
				const best = row.indexOf(Math.max(...row));
				return row.map((weight, j) => (j === best && weight > 0 ? 1 : 0));
			}),
		),
	},
	{
		id: "scores-mix-the-values",
		title: "the values are mixed by the scores; softmax is left out",
		explanation:
			"QKᵀV is a product of three matrices and looks finished. But scores can be negative and add up " +
			"to anything, so the output is no mixture: it leaves the range of the values. Softmax turns " +
			"scores into weights first.",
		wrong: withWeights((q, k, mask) =>
			scaled(q, k).map((row, i) => row.map((score, j) => (mask?.[i]?.[j] === false ? 0 : score))),
		),
	},
	{
		id: "weights-times-keys",
		title: "the weights mix the keys instead of the values",
		explanation:
			"The keys have just been used and are at hand, and in the examples of many texts keys and values " +
			"are the same. But a key is only there to be found; what a token passes on is its value. Your " +
			"output has d_k columns, it should have d_v.",
		wrong: withOutput((weights, { k }) => mixValues(weights, k)),
	},
	{
		id: "weights-times-queries",
		title: "the weights mix the queries instead of the values",
		explanation:
			"A weight in row i and column j says how much query i takes of the value j. The queries have " +
			"done their work in the scores; what is mixed are the values, one row for each key.",
		wrong: withOutput((weights, { q }) => mixValues(weights, q)),
	},
	{
		id: "values-unmixed",
		title: "the values are returned as they came in",
		explanation:
			"The weights are right and the values are there, but nothing was mixed: the output has one row " +
			"for each query, and each is a sum of all values, every one times its weight.",
		wrong: withOutput((_, { v }) => v.map((row) => [...row])),
	},
	{
		id: "mean-of-values",
		title: "every query gets the plain mean of the values",
		explanation:
			"A mean is a mixture, too, the one with equal weights. But then nobody needs a score: whom a query " +
			"attends to does not matter. Multiply value j by weight j of the query's row before you add up.",
		wrong: withOutput((weights, { v }) =>
			weights.map(() => v[0]!.map((_, d) => v.reduce((sum, row) => sum + row[d]!, 0) / v.length)),
		),
	},
	{
		id: "output-and-weights-swapped",
		title: "`output` holds the weights, and `weights` the output",
		explanation:
			"Two matrices come back, and the names got crossed. `weights` has one column for each key and " +
			"rows that sum to 1; `output` has one column for each entry of a value.",
		wrong: {
			attention: (q: Matrix, k: Matrix, v: Matrix, mask?: Mask) => {
				const { output, weights } = attend(scaled(q, k), v, mask);
				return { output: weights, weights: output };
			},
		},
	},
	{
		id: "scores-returned-as-weights",
		title: "`weights` holds the scores; only the output is right",
		explanation:
			"The output is mixed by the weights, as it should be, but what is returned beside it are the " +
			"scores from before softmax. Whoever looks at `weights` wants to see the mixture: numbers from 0 " +
			"to 1, each row summing to 1.",
		wrong: {
			attention: (q: Matrix, k: Matrix, v: Matrix, mask?: Mask) => {
				const scores = scaled(q, k);
				return { output: attend(scores, v, mask).output, weights: scores };
			},
		},
	},
	{
		id: "mask-ignored",
		title: "the mask is not used",
		explanation:
			"`mask` is an optional parameter, and without it everything works. But when it is there, a query " +
			"must not see the keys for which mask[i][j] is false: set their scores to −Infinity before " +
			"softmax.",
		wrong: withMask((scores) => softmaxRows(scores)),
	},
	{
		id: "mask-inverted",
		title: "the mask is read the wrong way round: true hides",
		explanation:
			'Libraries do not agree: in some, true means "hide this". Here, as in PyTorch\'s ' +
			'`scaled_dot_product_attention`, true means "may attend". Your weights are 0 exactly where they ' +
			"should not be.",
		wrong: withMask((scores, mask) =>
			weigh(
				scores,
				mask.map((row) => row.map((may) => !may)),
			),
		),
	},
	{
		id: "first-row-of-mask-for-all",
		title: "every query uses the first row of the mask",
		explanation:
			"When a mask hides padding, all its rows are alike, and one of them seems enough. But a mask says " +
			"something for every query: row i of the mask goes with row i of the scores.",
		wrong: withMask((scores, mask) =>
			weigh(
				scores,
				scores.map(() => mask[0]!),
			),
		),
	},
	{
		id: "mask-after-softmax",
		title: "weights are set to 0 after softmax, and the rest is not shared out again",
		explanation:
			"Putting 0 where a key is hidden is the obvious thing to do. But softmax has already given that " +
			"key a part of the whole, and this part is now missing: your rows sum to less than 1. Hide the " +
			"key before softmax, with a score of −Infinity, and the others share everything.",
		wrong: withMask(zeroedAfterSoftmax),
	},
	{
		id: "masked-scores-set-to-zero",
		title: "hidden keys get the score 0 instead of −Infinity",
		explanation:
			'0 looks like "nothing". But for softmax a score of 0 is a score like any other, worth exp(0) = ' +
			"1, and better than every negative one. Only −Infinity is worth exp(−Infinity) = 0.",
		wrong: withMask((scores, mask) => softmaxRows(filled(scores, mask, 0))),
	},
	{
		id: "masked-scores-set-to-minus-ten",
		title: "hidden keys get a low score, such as −10, instead of −Infinity",
		explanation:
			"−10 is far below the usual scores, and exp(−10) is only 0.000045. But it is not 0: a little of " +
			"what should be hidden leaks through, and much of it when the other scores are low as well. " +
			"−Infinity has no such limit.",
		wrong: withMask((scores, mask) => softmaxRows(filled(scores, mask, -10))),
	},
	{
		id: "mask-added-to-scores",
		title: "true and false are added to the scores as 1 and 0",
		explanation:
			"Other libraries also know masks that are added: 0 for a visible key and −Infinity for a hidden " +
			"one. Ours holds booleans, and JavaScript quietly counts true as 1 and false as 0. Nothing is " +
			"hidden that way. Ask `mask[i][j] ? score : -Infinity`.",
		wrong: withMask((scores, mask) =>
			softmaxRows(scores.map((row, i) => row.map((score, j) => score + Number(mask[i]![j])))),
		),
	},
	{
		id: "scores-multiplied-by-minus-infinity",
		title: "hidden scores are multiplied by −Infinity",
		explanation:
			"Multiplying by a mask of 1 and −Infinity does hide keys whose score is above 0. But a score below " +
			"0 times −Infinity is +Infinity, the best score there is, and then softmax divides Infinity by " +
			"Infinity; and 0 · −Infinity is NaN. Choose, do not multiply: `mask[i][j] ? score : -Infinity`.",
		wrong: withMask((scores, mask) =>
			softmaxRows(
				scores.map((row, i) => row.map((score, j) => (mask[i]![j] ? score : score * -Infinity))),
			),
		),
	},
	{
		id: "masked-row-uniform",
		title: "a query with nothing to attend to attends to everyone evenly",
		explanation:
			"−1e9 instead of −Infinity avoids NaN, and as long as one key is visible it is just as good. But " +
			"when all are hidden, all scores are −1e9, equal scores get equal weights, and the query looks " +
			"at everything it was forbidden to see. Such a row has weights of all zeros.",
		wrong: withMask((scores, mask) => softmaxRows(filled(scores, mask, -1e9))),
	},
	{
		id: "masked-row-nan",
		title: "a query with nothing to attend to gets NaN",
		explanation:
			"When every score of a row is −Infinity, the highest is −Infinity, too, and −Infinity − " +
			"(−Infinity) is NaN. The NaN then spreads to everything computed with it. A query that may " +
			"attend to no key has weights of all zeros and an output of all zeros: look for that case first.",
		wrong: withMask(nanWhereAllIsHidden),
	},
	{
		id: "input-changed",
		title: "the mask or the scale is written into the arguments",
		explanation:
			"Writing into `q` or `mask` saves an array, but they belong to whoever called the function: the " +
			"next call with them gives another answer. The types say so, too: a `Matrix` is readonly. Build " +
			"new arrays with `map`.",
		wrong: withScores((q, k) => {
			const root = Math.sqrt(q[0]!.length);
			for (const query of q as number[][])
				query.forEach((x, d) => {
					query[d] = x / root;
				});
			return products(q, k);
		}),
	},
	{
		id: "output-rounded",
		title: "the numbers are rounded",
		explanation:
			"0.09 reads better than 0.09003057317038046. But rounded weights no longer sum to 1, and errors " +
			"add up over the layers of a model: return the numbers as they are, and round only where you " +
			"print.",
		wrong: converted((x) => Math.round(x * 1e4) / 1e4),
	},
	{
		id: "single-precision",
		title: "the numbers are computed with 32 bits",
		explanation:
			"Real models compute with 32-bit or even shorter numbers, so a Float32Array looks professional. " +
			"It keeps 7 digits of the 16 that JavaScript's numbers have, and this course compares results " +
			"more closely than that. Use ordinary arrays here, or a Float64Array.",
		wrong: converted(Math.fround),
	},
];

/** Wrong scores, and the attention that is computed with them. */
function withScores(scaledScores: (q: Matrix, k: Matrix) => number[][]): Implementation {
	return {
		scaledScores,
		attention: (q: Matrix, k: Matrix, v: Matrix, mask?: Mask) =>
			attend(scaledScores(q, k), v, mask),
	};
}

function withScale(scale: (q: Matrix, k: Matrix) => number): Implementation {
	return withScores((q, k) => products(q, k, scale(q, k)));
}

/** Right scores, and wrong weights made of them. */
function withWeights(weights: (q: Matrix, k: Matrix, mask?: Mask) => number[][]): Implementation {
	return {
		attention: (q: Matrix, k: Matrix, v: Matrix, mask?: Mask) => {
			const wrong = weights(q, k, mask);
			return { output: mixValues(wrong, v), weights: wrong };
		},
	};
}

/** Everything right as long as there is no mask. */
function withMask(weights: (scores: Matrix, mask: Mask) => number[][]): Implementation {
	return withWeights((q, k, mask) =>
		mask ? weights(scaled(q, k), mask) : softmaxRows(scaled(q, k)),
	);
}

/** Right weights, and a wrong output made of them. */
function withOutput(
	mix: (weights: Matrix, inputs: { q: Matrix; k: Matrix; v: Matrix }) => number[][],
): Implementation {
	return {
		attention: (q: Matrix, k: Matrix, v: Matrix, mask?: Mask) => {
			const weights = weigh(scaled(q, k), mask);
			return { output: mix(weights, { q, k, v }), weights };
		},
	};
}

function converted(number: (x: number) => number): Implementation {
	const all = (matrix: Matrix) => matrix.map((row) => row.map(number));
	return {
		scaledScores: (q: Matrix, k: Matrix) => all(scaled(q, k)),
		attention: (q: Matrix, k: Matrix, v: Matrix, mask?: Mask) => {
			const { output, weights } = attend(scaled(q, k), v, mask);
			return { output: all(output), weights: all(weights) };
		},
	};
}

/** What follows the scores, done right. */
function attend(scores: Matrix, v: Matrix, mask?: Mask) {
	const weights = weigh(scores, mask);
	return { output: mixValues(weights, v), weights };
}

const weigh = (scores: Matrix, mask?: Mask): number[][] =>
	softmaxRows(mask ? filled(scores, mask, -Infinity) : scores);

const scaled = (q: Matrix, k: Matrix): number[][] => products(q, k, 1 / Math.sqrt(q[0]!.length));

const products = (q: Matrix, k: Matrix, scale = 1): number[][] =>
	q.map((query) => k.map((key) => scale * dot(query, key)));
