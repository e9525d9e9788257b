import { alibiSlopes } from "./alibi-slopes";
import { checkCount } from "./shapes/check-count";

/**
 * Attention with linear biases: what to add to the scaled scores of each head before the softmax,
 * bias[h][i][j] = −slope_h · |i − j|, for `n` tokens: [heads][n][n]. There is nothing in it that hides
 * the future: a model that must not look ahead adds its causal mask, and then sees the paper's half, j ≤ i.
 *
 * @example alibiBias(2, 1) // [[[0, -1/256], [-1/256, 0]]]
 * @throws ShapeError when n or heads is no whole number from 1
 * Source: Press, Smith, Lewis 2022, "Train Short, Test Long: Attention with Linear Biases Enables Input
 * Length Extrapolation", section 3; the slopes as in alibiSlopes.
 */
export function alibiBias(n: number, heads: number): number[][][] {
	checkCount("n", n, 1);
	const positions = Array.from({ length: n }, (_, i) => i);
	return alibiSlopes(heads).map((slope) =>
		// min(i − j, j − i) is −|i − j| without a negative zero
		positions.map((i) => positions.map((j) => slope * Math.min(i - j, j - i))),
	);
}
