import { type Mask, type Matrix, softmaxRows, transpose } from "../../../attention";
import type { Implementation, Misconception } from "../../lesson";
import {
	exchanged,
	filled,
	maskReadTransposed,
	nanWhereAllIsHidden,
	rounded,
	shares,
	zeroedAfterSoftmax,
} from "../wrong-weights";

/** The wrong answers to exercise 06 that people really give. */
export const misconceptions: readonly Misconception[] = [
	{
		id: "diagonal-excluded",
		title: "a position may not see itself: j < i",
		explanation:
			'"What came before" sounds like j < i. But a position may look at itself, too: it knows its own ' +
			"token, and has to guess the next one. And the first position would have nothing at all to look " +
			"at. The condition is j ≤ i.",
		wrong: causal((i, j) => j < i),
	},
	{
		id: "one-step-ahead",
		title: "a position may see the next one: j ≤ i + 1",
		explanation:
			"One off by one, and the most expensive one there is: position i has to guess token i + 1, and " +
			"this mask shows it. Training then looks wonderful, and the model has learned to copy.",
		wrong: causal((i, j) => j <= i + 1),
	},
	{
		id: "upper-triangle",
		title: "the upper triangle instead of the lower: j ≥ i",
		explanation:
			"Rows are queries, columns are keys. With the two exchanged every position sees itself and all " +
			"that comes later, just what should be hidden. The last row of your mask must be all true: the " +
			"last position may look at everything.",
		wrong: causal((i, j) => j >= i),
	},
	{
		id: "true-hides",
		title: "true marks what is hidden",
		explanation:
			'Libraries do not agree: in some, true means "hide this". Here true means "may attend", as in ' +
			"PyTorch's `scaled_dot_product_attention`. Your mask is right with every entry turned round.",
		wrong: {
			causalMask: (n: number) => maskOf(n, n, (i, j) => j > i),
			paddingMask: (nQueries: number, keyLength: number, nKeys: number) =>
				maskOf(nQueries, nKeys, (_, j) => j >= keyLength),
			maskedSoftmaxRows: (scores: Matrix, mask: Mask) =>
				weigh(
					scores,
					mask.map((row) => row.map((may) => !may)),
				),
		},
	},
	{
		id: "everything-allowed",
		title: "everything is allowed",
		explanation:
			"An array filled with true has the right shape, and attention works with it. But nothing is " +
			"hidden. Every entry has to answer whether query i may look at key j. (A causal mask made with " +
			"`Array(n).fill(row)` ends like this, too: all rows are one array, and the last one wins.)",
		wrong: {
			causalMask: (n: number) => maskOf(n, n, () => true),
			paddingMask: (nQueries: number, _: number, nKeys: number) =>
				maskOf(nQueries, nKeys, () => true),
		},
	},
	{
		id: "numbers-instead-of-booleans",
		title: "the mask holds 1 and 0 instead of true and false",
		explanation:
			"In an `if`, 1 and 0 work like true and false, and `&` or `*` give numbers even for booleans. But " +
			"a mask here is boolean[][]; elsewhere there are masks of numbers that are added to the scores, " +
			"and one should see which is which.",
		wrong: {
			causalMask: (n: number) => numeric(maskOf(n, n, (i, j) => j <= i)),
			paddingMask: (nQueries: number, keyLength: number, nKeys: number) =>
				numeric(maskOf(nQueries, nKeys, (_, j) => j < keyLength)),
			combineMasks: (a: Mask, b: Mask) => numeric(combining((x, y) => x && y)(a, b)),
		},
	},
	{
		id: "additive-mask",
		title: "the mask holds 0 and −Infinity",
		explanation:
			"That is a mask to be added to the scores, and many programs use it. Ours says true and false; " +
			"what a hidden score becomes is decided in maskedSoftmaxRows.",
		wrong: {
			causalMask: (n: number) => additive(maskOf(n, n, (i, j) => j <= i)),
			paddingMask: (nQueries: number, keyLength: number, nKeys: number) =>
				additive(maskOf(nQueries, nKeys, (_, j) => j < keyLength)),
		},
	},
	{
		id: "rows-aliased-by-fill",
		title: "all rows are one and the same array",
		explanation:
			"`Array(n).fill(row)` puts one and the same array into all n places: what you write into one row " +
			"also lands in the others. In a padding mask all rows are equal, so it goes unnoticed, until " +
			"somebody changes one. `Array.from({ length: n }, () => …)` makes a new row each time.",
		wrong: {
			paddingMask: (nQueries: number, keyLength: number, nKeys: number) =>
				Array(nQueries).fill(Array.from({ length: nKeys }, (_, j) => j < keyLength)),
			maskedSoftmaxRows: (scores: Matrix, mask: Mask) =>
				Array(scores.length).fill(weigh(scores, mask).at(-1)),
		},
	},
	{
		id: "padding-hides-queries",
		title: "the rows of the padding are hidden, instead of its columns",
		explanation:
			"A column is a key, a row a query. Padding must not be *looked at*: its keys are hidden, from every " +
			"query. What it looks at itself does not matter.",
		wrong: padding((i, _, keyLength) => i < keyLength),
	},
	{
		id: "padding-hides-keys-and-queries",
		title: "queries of the padding are hidden, too",
		explanation:
			"The output of a padding token is of no use, so why let it look at anything? Because a query with " +
			"nothing to attend to is an exception that every later step has to survive. And queries may come " +
			"from another sequence, with a length of its own: keyLength counts keys.",
		wrong: padding((i, j, keyLength) => i < keyLength && j < keyLength),
	},
	{
		id: "padding-one-too-many",
		title: "one key of the padding is still visible: j ≤ keyLength",
		explanation:
			"Positions are counted from 0: the first keyLength keys have the numbers 0 to keyLength − 1. " +
			"The key number keyLength is the first of the padding.",
		wrong: padding((_, j, keyLength) => j <= keyLength),
	},
	{
		id: "padding-in-front",
		title: "the first keys are hidden instead of the last",
		explanation:
			"Some programs fill up at the front, so that all sequences end together. Here the padding stands " +
			"at the end: the first keyLength keys are real.",
		wrong: padding((_, j, keyLength, nKeys) => j >= nKeys - keyLength),
	},
	{
		id: "queries-and-keys-swapped",
		title: "rows and columns of the padding mask are swapped",
		explanation:
			"One row for each query, one column for each key: [nQueries, nKeys]. With as many queries as keys " +
			"nobody would notice; in cross-attention (lesson 08) the numbers differ.",
		wrong: {
			paddingMask: (nQueries: number, keyLength: number, nKeys: number) =>
				maskOf(nKeys, nQueries, (i) => i < keyLength),
		},
	},
	{
		id: "as-many-queries-as-keys",
		title: "the padding mask has as many rows as keys",
		explanation:
			"In self-attention there are as many queries as keys, and a square mask seems natural. But " +
			"`nQueries` is an argument of its own: the mask has one row for each query.",
		wrong: {
			paddingMask: (_: number, keyLength: number, nKeys: number) =>
				maskOf(nKeys, nKeys, (_, j) => j < keyLength),
		},
	},
	{
		id: "or-instead-of-and",
		title: "what one of the masks allows is allowed: a || b",
		explanation:
			'"Both masks together" sounds like adding up what they allow. But true means "may", and what one ' +
			"of them hides must stay hidden: a future token does not become visible because it is not " +
			"padding. Both have to say true: a && b.",
		wrong: { combineMasks: combining((a, b) => a || b) },
	},
	{
		id: "second-mask-forgotten",
		title: "only the first mask counts",
		explanation:
			"The result is a copy of `a`. An entry is true only when it is true in both: ask b[i][j] as well.",
		wrong: { combineMasks: combining((a) => a) },
	},
	{
		id: "equal-entries-allowed",
		title: "what both masks agree on is allowed: a === b",
		explanation:
			"When both say true, they agree; but when both say false, they agree, too, and then the key is " +
			"hidden twice. a && b is true only when both are.",
		wrong: { combineMasks: combining((a, b) => a === b) },
	},
	{
		id: "input-changed",
		title: "the result is written into the arguments",
		explanation:
			"Writing into `a` or into `scores` saves an array, but they belong to whoever called the function: " +
			"the next layer of the model would use the changed mask. Build new arrays with `map`.",
		wrong: {
			combineMasks: (a: Mask, b: Mask) => {
				a.forEach((row, i) => {
					row.forEach((_, j) => {
						(row as boolean[])[j] &&= b[i]![j]!;
					});
				});
				return a;
			},
			maskedSoftmaxRows: (scores: Matrix, mask: Mask) => {
				scores.forEach((row, i) => {
					row.forEach((_, j) => {
						if (!mask[i]![j]) (row as number[])[j] = -Infinity;
					});
				});
				return softmaxRows(scores);
			},
		},
	},
	{
		id: "mask-ignored",
		title: "the mask is not used",
		explanation:
			"Your weights are the softmax of all scores, hidden or not. Where mask[i][j] is false, the score " +
			"has to become −Infinity before softmax.",
		wrong: softly((scores) => softmaxRows(scores)),
	},
	{
		id: "mask-transposed",
		title: "the mask is read as mask[key][query]",
		explanation:
			"mask[i][j] asks whether query i may attend to key j, in the same order as the scores. With i and " +
			"j exchanged a square mask still fits, and tells the opposite; with more keys than queries there " +
			"is no such row.",
		wrong: softly(maskReadTransposed),
	},
	{
		id: "first-row-of-mask-for-all",
		title: "every query uses the first row of the mask",
		explanation:
			"In a padding mask all rows are alike, and one of them seems enough. But in a causal mask every " +
			"row is different: row i of the mask goes with row i of the scores.",
		wrong: softly((scores, mask) =>
			weigh(
				scores,
				scores.map(() => mask[0]!),
			),
		),
	},
	{
		id: "softmax-over-columns",
		title: "softmax over the columns instead of the rows",
		explanation:
			"A row belongs to a query, and it is the query whose attention is divided: every row of the " +
			"weights sums to 1 (or to 0). In your weights the columns do.",
		wrong: softly((scores, mask) => transpose(weigh(transpose(scores), exchanged(mask)))),
	},
	{
		id: "mask-after-softmax",
		title: "weights are set to 0 after softmax, and the rest is not shared out again",
		explanation:
			"Putting 0 where a key is hidden is the obvious thing to do. But softmax has already given that " +
			"key a part of the whole, and this part is now missing: your rows sum to less than 1. Hide the " +
			"key before softmax, with a score of −Infinity, and the others share everything.",
		wrong: softly(zeroedAfterSoftmax),
	},
	{
		id: "hidden-scores-set-to-zero",
		title: "hidden keys get the score 0 instead of −Infinity",
		explanation:
			'0 looks like "nothing". But for softmax a score of 0 is a score like any other, worth exp(0) = ' +
			"1, and better than every negative one. Only −Infinity is worth exp(−Infinity) = 0.",
		wrong: softly((scores, mask) => softmaxRows(filled(scores, mask, 0))),
	},
	{
		id: "hidden-scores-set-to-minus-ten",
		title: "hidden keys get a low score, such as −10, instead of −Infinity",
		explanation:
			"−10 is far below the usual scores, and exp(−10) is only 0.000045. But it is not 0: a little of " +
			"what should be hidden leaks through, and much of it when the other scores are low as well. " +
			"−Infinity has no such limit.",
		wrong: softly((scores, mask) => softmaxRows(filled(scores, mask, -10))),
	},
	{
		id: "mask-added-to-scores",
		title: "true and false are added to the scores as 1 and 0",
		explanation:
			"Other libraries also know masks that are added: 0 for a visible key and −Infinity for a hidden " +
			"one. Ours holds booleans, and JavaScript quietly counts true as 1 and false as 0. Nothing is " +
			"hidden that way. Ask `mask[i][j] ? score : -Infinity`.",
		wrong: softly((scores, mask) =>
			softmaxRows(scores.map((row, i) => row.map((score, j) => score + Number(mask[i]![j])))),
		),
	},
	{
		id: "zero-times-infinity",
		title: "(1 − mask) · −Infinity is added: 0 · −Infinity is NaN",
		explanation:
			"score + (1 − mask) · −1e9 is a well-known formula, and −Infinity in place of −1e9 seems the " +
			"exact version. But for a visible key it computes 0 · −Infinity, which is NaN, and one NaN spoils " +
			"the row. Choose, do not multiply: `mask[i][j] ? score : -Infinity`.",
		wrong: softly((scores, mask) =>
			softmaxRows(
				scores.map((row, i) =>
					row.map((score, j) => score + (1 - Number(mask[i]![j])) * -Infinity),
				),
			),
		),
	},
	{
		id: "hidden-row-uniform",
		title: "a query with nothing to attend to attends to everyone evenly",
		explanation:
			"−1e9 instead of −Infinity avoids NaN, and as long as one key is visible and no score lower, it is " +
			"just as good. But when all are hidden, all scores are −1e9, equal scores get equal weights, and " +
			"the query looks at everything it was forbidden to see. Such a row has weights of all zeros.",
		wrong: softly((scores, mask) => softmaxRows(filled(scores, mask, -1e9))),
	},
	{
		id: "hidden-row-nan",
		title: "a query with nothing to attend to gets NaN",
		explanation:
			"When every score of a row is −Infinity, the highest is −Infinity, too, and −Infinity − " +
			"(−Infinity) is NaN. The NaN then spreads to everything computed with it. A query that may " +
			"attend to no key has weights of all zeros: look for that case first.",
		wrong: softly(nanWhereAllIsHidden),
	},
	{
		id: "shared-out-again-afterwards",
		title: "softmax first, then 0 for hidden keys, then divided by what is left",
		explanation:
			"On paper this is right: the proportions among the visible keys stay as they were. On a computer a " +
			"hidden key with a very high score takes everything in the first softmax, the others become 0, " +
			"and then 0 is divided by 0. What is hidden must not take part in the first place.",
		wrong: softly((scores, mask) => zeroedAfterSoftmax(scores, mask).map(shares)),
	},
	{
		id: "no-max-subtraction",
		title: "the softmax does not subtract the highest score before exp",
		explanation:
			"exp(710) is Infinity, and Infinity / Infinity is NaN; exp(−746) is 0, and 0 / 0 is NaN as well: " +
			"lesson 02. Subtract the highest visible score of the row first, or import `softmax`.",
		wrong: softly((scores, mask) =>
			scores.map((row, i) => {
				if (!mask[i]!.includes(true)) return row.map(() => 0);
				return shares(row.map((score, j) => (mask[i]![j] ? Math.exp(score) : 0)));
			}),
		),
	},
	{
		id: "hidden-keys-removed",
		title: "hidden keys are left out, and the row becomes shorter",
		explanation:
			"`filter` leaves the visible scores, and their softmax has the right numbers. But then nobody knows " +
			"which key a weight belongs to. The weights have the shape of the scores, with a 0 for every " +
			"hidden key.",
		wrong: softly((scores, mask) =>
			scores.map((row, i) => {
				const visible = row.filter((_, j) => mask[i]![j]);
				return visible.length === 0 ? [] : softmaxRows([visible])[0]!;
			}),
		),
	},
	{
		id: "output-rounded",
		title: "the weights are rounded",
		explanation:
			"0.09 reads better than 0.09003057317038046. But rounded weights no longer sum to 1: return the " +
			"numbers as they are, and round only where you print.",
		wrong: softly((scores, mask) => rounded(weigh(scores, mask))),
	},
	{
		id: "single-precision",
		title: "the weights are computed with 32-bit numbers",
		explanation:
			"A Float32Array keeps 7 digits of the 16 that JavaScript's numbers have, and this course compares " +
			"results more closely than that. Use ordinary arrays here, or a Float64Array.",
		wrong: softly((scores, mask) => weigh(scores, mask).map((row) => row.map(Math.fround))),
	},
];

function causal(may: (i: number, j: number) => boolean): Implementation {
	return { causalMask: (n: number) => maskOf(n, n, may) };
}

function padding(
	may: (i: number, j: number, keyLength: number, nKeys: number) => boolean,
): Implementation {
	return {
		paddingMask: (nQueries: number, keyLength: number, nKeys: number) =>
			maskOf(nQueries, nKeys, (i, j) => may(i, j, keyLength, nKeys)),
	};
}

function softly(maskedSoftmaxRows: (scores: Matrix, mask: Mask) => number[][]): Implementation {
	return { maskedSoftmaxRows };
}

function combining(both: (a: boolean, b: boolean) => boolean) {
	return (a: Mask, b: Mask): boolean[][] =>
		a.map((row, i) => row.map((entry, j) => both(entry, b[i]![j]!)));
}

function maskOf(rows: number, columns: number, may: (i: number, j: number) => boolean) {
	return Array.from({ length: rows }, (_, i) =>
		Array.from({ length: columns }, (_, j) => may(i, j)),
	);
}

const numeric = (mask: Mask): number[][] => mask.map((row) => row.map(Number));

const additive = (mask: Mask): number[][] =>
	mask.map((row) => row.map((may) => (may ? 0 : -Infinity)));

const weigh = (scores: Matrix, mask: Mask): number[][] =>
	softmaxRows(filled(scores, mask, -Infinity));
