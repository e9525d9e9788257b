import { type Mask, type Matrix, softmaxRows } from "../../attention";

/*
 * Steps of the wrong attentions that several lessons know. `scores` and `mask` are [n_q, n_k].
 */

/** Hidden scores become `filling`, which right answers would make −Infinity. */
export const filled = (scores: Matrix, mask: Mask | undefined, filling: number): number[][] =>
	scores.map((row, i) => row.map((score, j) => (mask && !mask[i]![j] ? filling : score)));

/** mask[key][query] in the place of mask[query][key]; where there are more keys than queries, it stumbles. */
export function maskReadTransposed(scores: Matrix, mask: Mask): number[][] {
	const hidden: number[][] = [];
	for (let i = 0; i < scores.length; i++) {
		hidden.push([]);
		for (let j = 0; j < scores[i]!.length; j++)
			hidden[i]!.push(mask[j]![i] ? scores[i]![j]! : -Infinity);
	}
	return softmaxRows(hidden);
}

/** The mask with its rows and columns exchanged. */
export const exchanged = (mask: Mask): boolean[][] =>
	mask[0]!.map((_, j) => mask.map((row) => row[j]!));

/** The mask comes after softmax, and what it takes is missing. */
export const zeroedAfterSoftmax = (scores: Matrix, mask: Mask | undefined): number[][] =>
	filled(softmaxRows(scores), mask, 0);

/** −Infinity − (−Infinity) in a row where everything is hidden. */
export const nanWhereAllIsHidden = (scores: Matrix, mask: Mask | undefined): number[][] =>
	filled(scores, mask, -Infinity).map((row) => {
		const highest = row.reduce((a, b) => Math.max(a, b));
		return shares(row.map((score) => Math.exp(score - highest)));
	});

/** Each part divided by the sum of all. */
export function shares(parts: readonly number[]): number[] {
	const total = parts.reduce((a, b) => a + b);
	return parts.map((part) => part / total);
}

/** Four decimals. */
export const rounded = (matrix: Matrix): number[][] =>
	matrix.map((row) => row.map((value) => Math.round(value * 1e4) / 1e4));
