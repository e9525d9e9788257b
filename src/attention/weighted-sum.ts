import { agree, numbers, rows } from "./shapes/agree";
import { checkMatrix } from "./shapes/check-matrix";
import { checkVector } from "./shapes/check-vector";
import type { Matrix, Vector } from "./types";

/**
 * Mixes the rows of `values` [n, d] in the proportions of `weights` [n]: Σᵢ wᵢ vᵢ, a vector of d numbers.
 * A value of weight 0 adds nothing, even if it holds Infinity or NaN (what is masked cannot leak).
 *
 * @example weightedSum([0.25, 0.75], [[4, 0], [0, 8]]) // [1, 6]
 * @throws ShapeError when there is not one weight a value
 * Source: Vaswani et al. 2017, "Attention Is All You Need", section 3.2 ("a weighted sum of the values").
 */
export function weightedSum(weights: Vector, values: Matrix): number[] {
	checkVector("weights", weights);
	checkMatrix("values", values);
	agree(numbers("weights", weights), rows("values", values));
	const mixture = values[0]!.map(() => 0);
	weights.forEach((weight, i) => {
		if (weight === 0) return; // 0 · Infinity would be NaN
		values[i]!.forEach((x, j) => {
			mixture[j]! += weight * x;
		});
	});
	return mixture;
}
