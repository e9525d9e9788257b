import type { Exercise } from "../../lesson";

export const hints: Exercise["hints"] = [
	{
		text:
			"A mask answers one question for every pair: may query i attend to key j? For `causalMask` the answer depends on i and j, for `paddingMask` on j alone, and for `combineMasks` on what the two masks say.\n\n" +
			"For the softmax: a hidden key must get the share 0 *before* the shares are added up. Which score has exp(score) = 0, exactly?",
	},
	{
		text:
			"`causalMask(n)` is [n, n]; `paddingMask(nQueries, keyLength, nKeys)` is [nQueries, nKeys], and its rows are equal but must be different arrays; `combineMasks` keeps the shape of its arguments.\n\n" +
			"`maskedSoftmaxRows` takes scores and a mask of the same shape, [n_q, n_k], and returns weights of this shape. Each row is done by itself: row i of the scores with row i of the mask.",
	},
	{
		text:
			"```\n" +
			"causalMask(n):                   entry i, j is true when j is not after i\n" +
			"paddingMask(nQ, length, nK):     entry i, j is true when j is less than length\n" +
			"combineMasks(a, b):              entry i, j is true when it is true in a and in b\n" +
			"\n" +
			"maskedSoftmaxRows(scores, mask):\n" +
			"    for each row i:\n" +
			"        if mask[i] has no true: all zeros\n" +
			"        otherwise: put −Infinity where mask[i][j] is false, then softmax\n" +
			"```",
	},
	{
		text:
			"```\n" +
			"export function causalMask(n: number): boolean[][] {\n" +
			"	return Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => …));\n" +
			"}\n" +
			"\n" +
			"export function paddingMask(nQueries: number, keyLength: number, nKeys: number): boolean[][] {\n" +
			"	return Array.from({ length: … }, () => Array.from({ length: … }, (_, j) => …));\n" +
			"}\n" +
			"\n" +
			"export function combineMasks(a: Mask, b: Mask): boolean[][] {\n" +
			"	return a.map((row, i) => row.map((allowed, j) => allowed && …));\n" +
			"}\n" +
			"\n" +
			"export function maskedSoftmaxRows(scores: Matrix, mask: Mask): number[][] {\n" +
			"	return scores.map((row, i) => {\n" +
			"		if (!mask[i]!.includes(true)) return row.map(() => …);\n" +
			"		return softmax(row.map((score, j) => (mask[i]![j] ? … : …)));\n" +
			"	});\n" +
			"}\n" +
			"```",
	},
];
