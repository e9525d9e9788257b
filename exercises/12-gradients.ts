/**
 * Exercise 12 · Gradients: back through attention by hand
 *
 * Replace each line "throw new NotImplemented(…)" with your own code, save, and run
 * check("12-gradients") in the notebook, or `npx attention-lab check 12-gradients` in a terminal.
 *
 * From "attention-lab" you may import all types and what earlier lessons built: dot, transpose, matmul,
 * scoreRow, scoreMatrix, softmax, softmaxRows, weightedSum, mixValues, linear, scaledScores, attention.
 *
 * In all three functions: rows are tokens; no argument is changed and the result is made of new arrays;
 * nothing is rounded; there is at least one row and one column. What happens when shapes do not fit is
 * up to you. dX always means ∂loss/∂x: how much the loss grows with each number of x, in the shape of x.
 */
import {
	type AttentionForward,
	type AttentionGradients,
	type Matrix,
	NotImplemented,
	type Vector,
} from "attention-lab";

/**
 * Back through softmax, for one row. `p` are the weights that softmax gave, `dp` is ∂loss/∂p; wanted is
 * ∂loss/∂scores:
 *
 *     dScores[i] = p[i] · (dp[i] − Σⱼ p[j] · dp[j])
 *
 *     p [n], dp [n]  →  [n]
 *
 * The scores themselves are not needed. Weights that are all 0 give zeros.
 *
 * Worked case: the sum is 2 + 0 + 2 = 4, so
 *
 *     softmaxBackward([0.5, 0.25, 0.25], [4, 0, 8])  is  [0, -1, 1]
 */
export function softmaxBackward(p: Vector, dp: Vector): number[] {
	throw new NotImplemented("softmaxBackward", "exercises/12-gradients.ts");
}

/**
 * Back through attention(q, k, v), which was
 *
 *     scores = q·kᵀ / √d_k     weights = softmax of every row     output = weights·v
 *
 * `forward` is { q, k, v, weights }, `dOutput` is ∂loss/∂output:
 *
 *     q [n_q, d_k], k [n_k, d_k], v [n_k, d_v], weights [n_q, n_k], dOutput [n_q, d_v]
 *     →  { dq [n_q, d_k], dk [n_k, d_k], dv [n_k, d_v] }
 *
 * There is no mask: where one hid a key, its weight is 0 already, and that is enough. A query with
 * nothing to attend to has weights that are all 0, and hands nothing back.
 *
 * Worked case, with d_k = 4, so √d_k = 2, and n_q = 1, n_k = 2, d_v = 1:
 *
 *     attentionBackward({ q: [[2, 4, 0, 0]], k: [[0, 0, 6, 0], [0, 0, 0, 8]],
 *                         v: [[3], [7]],     weights: [[1/2, 1/2]] },          [[2]])
 *
 *     is  { dq: [[0, 0, -6, 8]],
 *           dk: [[-2, -4, 0, 0], [2, 4, 0, 0]],
 *           dv: [[1], [1]] }
 */
export function attentionBackward(forward: AttentionForward, dOutput: Matrix): AttentionGradients {
	throw new NotImplemented("attentionBackward", "exercises/12-gradients.ts");
}

/**
 * The gradient of any function, measured: move ONE number of x at a time, by epsilon up and by epsilon
 * down, all others staying as they are in x.
 *
 *     result[i][j] = (f(x with x[i][j] + epsilon) − f(x with x[i][j] − epsilon)) / (2 · epsilon)
 *
 *     x [n, d]  →  [n, d]        f takes a matrix of this shape and returns a number
 *
 * When epsilon is not given it is 1e-5.
 *
 * Worked case: with f = ([[a, b]]) => a · a · b, x = [[3, 2]] and epsilon = 1,
 *
 *     f(4, 2) = 32, f(2, 2) = 8, f(3, 3) = 27, f(3, 1) = 9, so the result is [[12, 9]]
 */
export function numericalGradient(f: (x: Matrix) => number, x: Matrix, epsilon = 1e-5): number[][] {
	throw new NotImplemented("numericalGradient", "exercises/12-gradients.ts");
}
