/**
 * Solution 03 · The weighted sum: attention as a soft lookup
 */
import type { Matrix, Vector } from "attention-lab";

export function weightedSum(weights: Vector, values: Matrix): number[] {
	const mixture = values[0]!.map(() => 0);
	for (const [i, value] of values.entries())
		for (const [j, x] of value.entries()) mixture[j]! += weights[i]! * x;
	return mixture;
}

export function mixValues(weightRows: Matrix, values: Matrix): number[][] {
	// The same numbers as matmul(weightRows, values), the last step of softmax(QKᵀ/√d_k)·V.
	return weightRows.map((weights) => weightedSum(weights, values));
}
