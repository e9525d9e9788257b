/**
 * Exercise 08 · Cross-attention: one sequence asks, another answers
 *
 * Replace the line "throw new NotImplemented(…)" with your own code, save, and run
 * check("08-cross-attention") in the notebook, or `npx attention-lab check 08-cross-attention` in a
 * terminal.
 *
 * From "attention-lab" you may import all types and what earlier lessons built: dot, transpose, matmul,
 * scoreRow, scoreMatrix, softmax, softmaxRows, weightedSum, mixValues, linear, scaledScores, attention,
 * causalMask, paddingMask, combineMasks, maskedSoftmaxRows, splitHeads, mergeHeads.
 */
import {
	type Matrix,
	type MultiHeadOptions,
	type MultiHeadResult,
	type MultiHeadWeights,
	NotImplemented,
} from "attention-lab";

/**
 * Multi-head attention from one sequence to another: the tokens of `x` ask, the tokens of `context`
 * answer. Queries come from x; keys and values come from context.
 *
 *     x       [n_q, d_model]          the tokens that ask
 *     context [n_k, d_context]        the tokens that answer
 *     wq      [d_model, heads · d_k]      columns h·d_k … (h+1)·d_k − 1 belong to head h
 *     wk      [d_context, heads · d_k]    the same
 *     wv      [d_context, heads · d_v]    columns h·d_v … (h+1)·d_v − 1 belong to head h
 *     wo      [heads · d_v, d_out]
 *     mask    [n_q, n_k], optional, the same for every head: mask[i][j] is true when token i of x may
 *             attend to token j of context; without a mask everything is allowed
 *
 * `params` is { wq, wk, wv, wo }, `options` is { heads, mask }.
 *
 *     →  { output:  [n_q, d_out],
 *          weights: [heads][n_q][n_k] }       weights[head][query][key]
 *
 * n_q and n_k may differ, either may be the larger one; d_model and d_context may differ, too. All are
 * at least 1. What happens when shapes do not fit is up to you.
 *
 * In each head: the scores are q·kᵀ / √d_k with the d_k of one head, softmax goes over the keys (each
 * row of weights[head] sums to 1), and the weights mix that head's values. The heads are put side by
 * side, head 0 first, and multiplied by wo. There are no biases.
 *
 * A token that may attend to nothing (a row of the mask is all false) gets weights of all zeros in
 * every head, and an output of all zeros. No argument is changed, the result is made of new arrays,
 * nothing is rounded.
 *
 * Worked case, one head with d_k = 1, exp(ln 2) = 2: the scores are ln 2, 0, 0, the weights 1/2, 1/4,
 * 1/4; the values [8, 0], [0, 4], [0, 0] mix to [4, 1], and wo makes [5, 3] of it:
 *
 *     crossAttention([[1]], [[1, 0], [0, 1], [0, 0]],
 *         { wq: [[Math.log(2)]], wk: [[1], [0]], wv: [[8, 0], [0, 4]], wo: [[1, 1], [1, -1]] },
 *         { heads: 1 })
 *
 *     is  { weights: [[[1/2, 1/4, 1/4]]],  output: [[5, 3]] }
 */
export function crossAttention(
	x: Matrix,
	context: Matrix,
	params: MultiHeadWeights,
	options: MultiHeadOptions,
): MultiHeadResult {
	throw new NotImplemented("crossAttention", "exercises/08-cross-attention.ts");
}
