/**
 * Exercise 07 · Multi-head attention: several questions at once
 *
 * Replace each line "throw new NotImplemented(…)" with your own code, save, and run
 * check("07-multi-head") in the notebook, or `npx attention-lab check 07-multi-head` in a terminal.
 *
 * From "attention-lab" you may import all types and what earlier lessons built: dot, transpose, matmul,
 * scoreRow, scoreMatrix, softmax, softmaxRows, weightedSum, mixValues, linear, projectQKV,
 * scaledScores, attention, causalMask, paddingMask, combineMasks, maskedSoftmaxRows.
 *
 * In all three functions: rows are tokens; no argument is changed and the result is made of new arrays;
 * nothing is rounded; there is at least one token and one head. What happens when shapes do not fit is
 * up to you.
 */
import {
	type Matrix,
	type MultiHeadOptions,
	type MultiHeadResult,
	type MultiHeadWeights,
	NotImplemented,
} from "attention-lab";

/**
 * Deals the columns of a matrix out to the heads, in order: head 0 gets the first d / heads columns of
 * every token, head 1 the next d / heads, and so on. No number changes.
 *
 *     x [n, d]  →  [heads][n][d_head]      d_head = d / heads, a whole number
 *
 * Worked case: two tokens of four columns, two heads of two:
 *
 *     splitHeads([[1, 2, 3, 4],
 *                 [5, 6, 7, 8]], 2)  is  [[[1, 2], [5, 6]],  [[3, 4], [7, 8]]]
 *
 * In general, splitHeads(x, heads)[h][i][t] is x[i][h * d_head + t].
 */
export function splitHeads(x: Matrix, heads: number): number[][][] {
	throw new NotImplemented("splitHeads", "exercises/07-multi-head.ts");
}

/**
 * Puts what the heads found side by side again, token by token. It undoes splitHeads.
 *
 *     heads [heads][n][d_head]  →  [n, heads · d_head]
 *
 * Worked case:
 *
 *     mergeHeads([[[1, 2], [5, 6]],  [[3, 4], [7, 8]]])  is  [[1, 2, 3, 4],
 *                                                             [5, 6, 7, 8]]
 */
export function mergeHeads(heads: readonly Matrix[]): number[][] {
	throw new NotImplemented("mergeHeads", "exercises/07-multi-head.ts");
}

/**
 * Self-attention with several heads: project, split, attend in each head, merge, project.
 *
 *     x    [n, d_model]
 *     wq   [d_model, heads · d_k]     columns h·d_k … (h+1)·d_k − 1 belong to head h
 *     wk   [d_model, heads · d_k]     the same
 *     wv   [d_model, heads · d_v]     columns h·d_v … (h+1)·d_v − 1 belong to head h
 *     wo   [heads · d_v, d_out]
 *     mask [n, n], optional, the same for every head: mask[i][j] is true when token i may attend to
 *          token j; without a mask everything is allowed
 *
 * `params` is { wq, wk, wv, wo }, `options` is { heads, mask }.
 *
 *     →  { output:  [n, d_out],
 *          weights: [heads][n][n] }       weights[head][query][key]
 *
 * In each head: the scores are q·kᵀ / √d_k with the d_k of one head, softmax goes over the keys (each
 * row of weights[head] sums to 1), and the weights mix that head's values. Then the heads are merged
 * and multiplied by wo. There are no biases.
 *
 * A token that may attend to nothing (a row of the mask is all false) gets weights of all zeros in
 * every head, and an output of all zeros.
 *
 * Worked case, with d_k = d_v = 1 so that √d_k is 1, and exp(ln 3) = 3:
 *
 *     multiHeadAttention([[1, 0], [0, 1]],
 *         { wq: [[Math.log(3), 0], [0, 0]], wk: [[1, 0], [0, 1]],
 *           wv: [[4, 2], [8, 6]],           wo: [[1, 0, 1], [0, 1, 1]] },
 *         { heads: 2 })
 *
 *     is  { weights: [[[3/4, 1/4], [1/2, 1/2]],        head 0
 *                     [[1/2, 1/2], [1/2, 1/2]]],       head 1
 *           output:  [[5, 4, 9], [6, 4, 10]] }
 */
export function multiHeadAttention(
	x: Matrix,
	params: MultiHeadWeights,
	options: MultiHeadOptions,
): MultiHeadResult {
	throw new NotImplemented("multiHeadAttention", "exercises/07-multi-head.ts");
}
