/**
 * Turns n scores into n weights, and returns log Σ exp(score).
 *
 * The edges are those of the plain library: a score of −Infinity gets weight 0, scores of +Infinity share
 * the whole weight, nothing but −Infinity (or no score at all) gives zeros, a NaN makes every weight NaN.
 */
export function softmaxInPlace(row: Float64Array): number {
	let highest = -Infinity;
	for (let j = 0; j < row.length; j++) highest = Math.max(highest, row[j]!); // NaN stays NaN
	if (highest === -Infinity) {
		row.fill(0);
		return -Infinity;
	}
	let total = 0;
	for (let j = 0; j < row.length; j++) {
		const score = row[j]!;
		const share = score === highest ? 1 : Math.exp(score - highest); // Infinity − Infinity is NaN
		row[j] = share;
		total += share;
	}
	for (let j = 0; j < row.length; j++) row[j]! /= total;
	return highest + Math.log(total);
}
