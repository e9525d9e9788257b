/**
 * Solution 12 · Gradients: back through attention by hand
 */
import {
	type AttentionForward,
	type AttentionGradients,
	dot,
	type Matrix,
	matmul,
	transpose,
	type Vector,
} from "attention-lab";

export function softmaxBackward(p: Vector, dp: Vector): number[] {
	const shared = dot(p, dp); // what a rising score takes from all weights together
	return p.map((weight, i) => weight * (dp[i]! - shared));
}

export function attentionBackward(
	{ q, k, v, weights }: AttentionForward,
	dOutput: Matrix,
): AttentionGradients {
	const dWeights = matmul(dOutput, transpose(v)); // [n_q, n_k]
	const scale = Math.sqrt(k[0]!.length);
	const dProducts = weights.map((row, i) =>
		softmaxBackward(row, dWeights[i]!).map((dScore) => dScore / scale),
	); // [n_q, n_k], by q·k before the division
	return {
		dq: matmul(dProducts, k), // [n_q, d_k]
		dk: matmul(transpose(dProducts), q), // [n_k, d_k]
		dv: matmul(transpose(weights), dOutput), // [n_k, d_v]
	};
}

export function numericalGradient(f: (x: Matrix) => number, x: Matrix, epsilon = 1e-5): number[][] {
	const moved = (i: number, j: number, step: number) =>
		x.map((row, r) => row.map((value, c) => (r === i && c === j ? value + step : value)));
	return x.map((row, i) =>
		row.map((_, j) => (f(moved(i, j, epsilon)) - f(moved(i, j, -epsilon))) / (2 * epsilon)),
	);
}
