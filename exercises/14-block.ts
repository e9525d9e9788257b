/**
 * Exercise 14 · The block: residual, layer norm, feed-forward
 *
 * Replace each line "throw new NotImplemented(…)" with your own code, save, and run
 * check("14-block") in the notebook, or `npx attention-lab check 14-block` in a terminal.
 *
 * From "attention-lab" you may import all types and what earlier lessons built: dot, transpose, matmul,
 * scoreRow, scoreMatrix, softmax, softmaxRows, weightedSum, mixValues, linear, projectQKV,
 * scaledScores, attention, causalMask, combineMasks, maskedSoftmaxRows, splitHeads, mergeHeads,
 * multiHeadAttention.
 *
 * In all three functions: rows are tokens and columns are features; no argument is changed and the
 * result is made of new arrays; nothing is rounded; there is at least one token and one feature. What
 * happens when shapes do not fit is up to you.
 */
import {
	type BlockOptions,
	type BlockWeights,
	type FeedForwardWeights,
	type Matrix,
	NotImplemented,
	type Vector,
} from "attention-lab";

/**
 * Layer norm. Every token is brought to mean 0 and variance 1, then every feature is multiplied by its
 * own gamma and its own beta is added:
 *
 *     mean     = the mean of the d numbers of the row
 *     variance = the mean of (number − mean)² of the row, divided by d, not by d − 1
 *     result   = (number − mean) / √(variance + epsilon) · gamma[j] + beta[j]      in column j
 *
 *     x [n, d], gamma [d], beta [d]  →  [n, d]
 *
 * Mean and variance belong to ONE row; other tokens have no part in them. epsilon stands inside the
 * root; when it is not given it is 1e-5.
 *
 * Worked case, with epsilon 3: the mean is 2, the variance 1, and √(1 + 3) = 2, so
 *
 *     layerNorm([[1, 3, 1, 3]], [2, 4, 6, 8], [1, 1, 1, 1], 3)  is  [[0, 3, -2, 5]]
 */
export function layerNorm(x: Matrix, gamma: Vector, beta: Vector, epsilon = 1e-5): number[][] {
	throw new NotImplemented("layerNorm", "exercises/14-block.ts");
}

/**
 * The feed-forward network: two linear layers with GELU between them, for every token by itself.
 *
 *     hidden = gelu of every number of x·w1 + b1      [n, d_ff]
 *     result = hidden·w2 + b2                         [n, d_model]
 *
 *     x [n, d_model], w1 [d_model, d_ff], b1 [d_ff], w2 [d_ff, d_model], b2 [d_model]
 *
 * GELU is meant in its tanh form, as in GPT-2:
 *
 *     gelu(z) = 0.5 · z · (1 + tanh(√(2 / π) · (z + 0.044715 · z³)))
 *
 * Worked case: far from 0, gelu(z) is z or 0. With x = [[1, 2]], w1 = [[100, 0, -100], [0, 100, 0]]
 * and b1 = [0, 0, 50], x·w1 + b1 is [[100, 200, -50]], GELU makes [[100, 200, 0]] of it, and
 *
 *     w2 = [[1, 0], [0, 1], [5, 5]], b2 = [0.5, -1]  give  [[100.5, 199]]
 */
export function feedForward(x: Matrix, params: FeedForwardWeights): number[][] {
	throw new NotImplemented("feedForward", "exercises/14-block.ts");
}

/**
 * One block of a transformer. Attention and feed-forward each ADD what they found to the tokens, and a
 * layer norm stands either before each of them or after each addition:
 *
 *     norm: "before"     y      = x + attention(attentionNorm(x))
 *                        result = y + feedForward(feedForwardNorm(y))
 *
 *     norm: "after"      y      = attentionNorm(x + attention(x))
 *                        result = feedForwardNorm(y + feedForward(y))
 *
 *     x [n, d_model]  →  [n, d_model]
 *
 * `params` is { attention: { wq, wk, wv, wo }, attentionNorm: { gamma, beta },
 *               feedForward: { w1, b1, w2, b2 }, feedForwardNorm: { gamma, beta } }.
 * `options` is { heads, mask, norm }.
 *
 * attention(…) is the `output` of multi-head attention (lesson 07) with params.attention, the number of
 * heads and the mask; the mask [n, n] is optional, mask[i][j] is true when token i may attend to token
 * j, and a token that may attend to nothing gets nothing (zeros) from attention. attentionNorm(…) and
 * feedForwardNorm(…) are layer norms, each with its own gamma and beta, and with epsilon 1e-5. There is
 * no norm after the last addition of "before", and none before the first attention of "after".
 *
 * Worked case: when all numbers in wo, w2 and b2 are 0, attention and feed-forward add nothing. Then
 * "before" gives x itself, and "after" gives feedForwardNorm(attentionNorm(x)).
 */
export function transformerBlock(
	x: Matrix,
	params: BlockWeights,
	options: BlockOptions,
): number[][] {
	throw new NotImplemented("transformerBlock", "exercises/14-block.ts");
}
