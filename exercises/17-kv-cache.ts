/**
 * Exercise 17 · The key-value cache: what has been read need not be read again
 *
 * Replace each line "throw new NotImplemented(…)" with your own code, save, and run
 * check("17-kv-cache") in the notebook, or `npx attention-lab check 17-kv-cache` in a terminal.
 *
 * From "attention-lab" you may import all types and what earlier lessons built: dot, transpose, matmul,
 * softmax, softmaxRows, weightedSum, mixValues, linear, projectQKV, scaledScores, attention, causalMask,
 * maskedSoftmaxRows, splitHeads, mergeHeads, multiHeadAttention, crossAttention, layerNorm, gelu,
 * feedForward, transformerBlock, gptForward.
 *
 * `params` and `config` are those of lesson 16:
 *
 *     tokenEmbedding     [vocabulary, dim]       also the output head
 *     positionEmbedding  [context, dim]
 *     blocks             one for each layer, norms before:
 *         attentionNorm      { gamma [dim], beta [dim] }
 *         attention          { wq, wk, wv, wo [dim, dim], bq, bk, bv, bo [dim] }
 *         feedForwardNorm    { gamma [dim], beta [dim] }
 *         feedForward        { w1 [dim, hidden], b1 [hidden], w2 [hidden, dim], b2 [dim] }
 *     finalNorm          { gamma [dim], beta [dim] }
 *
 *     config             { heads }
 *
 * A cache says what each block has kept of the t tokens read so far, in the order of the blocks:
 *
 *     cache[layer]       { keys [t, dim], values [t, dim] }
 *
 * Row i belongs to token i, the oldest first. With x [t, dim] as it enters the block and
 * normed = layerNorm(x, attentionNorm), keys are normed · wk + bk and values normed · wv + bv, with the
 * columns of all heads side by side. Queries are not kept: each is needed once only.
 *
 * In both functions: no argument is changed, not the cache either; nothing is rounded; there is at least
 * one id, there are at least one block and one head, and never more tokens than positions.
 *
 * Worked case, one block that keeps keys and values but adds nothing (all other matrices and all biases
 * are zeros, each gamma is [1, 1], each beta [0, 0]):
 *
 *     tokenEmbedding     [[2, 0], [0, 2]]          positionEmbedding  [[0, 0], [0, 0], [0, 0]]
 *     wk                 [[1, 0], [0, 1]]          wv                 [[3, 0], [0, 3]]
 *
 *     prefill([0, 1], …)  is  { cache: [{ keys: [[1, −1], [−1, 1]], values: [[3, −3], [−3, 3]] }],
 *                               logits: [−2, 2] }
 *     stepWithCache(0, that cache, …)  has a third row in both, [1, −1] and [3, −3], and logits [2, −2]
 *
 * (all of them nearly, because of the epsilon in the norms).
 */
import {
	type CachedResult,
	type GptCache,
	type GptOptions,
	type GptWeights,
	NotImplemented,
	type Vector,
} from "attention-lab";

/**
 * Reads a prompt, and keeps what later tokens will need of it.
 *
 * ids [n]  →  { logits: [vocabulary]    what gptForward gives in its last row,
 *               cache:  one { keys [n, dim], values [n, dim] } for each block }
 */
export function prefill(ids: Vector, params: GptWeights, config: GptOptions): CachedResult {
	throw new NotImplemented("prefill", "exercises/17-kv-cache.ts");
}

/**
 * Reads one more token after the t tokens in the cache. It stands at position t, counted from 0. In every
 * block it adds its own key and value after those in the cache, and attends to all of them, itself included.
 *
 * →  { logits: [vocabulary]    what gptForward gives in its last row for all t + 1 tokens,
 *      cache:  a new one, each block's keys and values [t + 1, dim]; the old one stays as it was }
 */
export function stepWithCache(
	tokenId: number,
	cache: GptCache,
	params: GptWeights,
	config: GptOptions,
): CachedResult {
	throw new NotImplemented("stepWithCache", "exercises/17-kv-cache.ts");
}
