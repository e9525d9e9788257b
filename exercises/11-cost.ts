/**
 * Exercise 11 · Cost: what every pair of tokens costs, and what can be saved
 *
 * Replace each line "throw new NotImplemented(…)" with your own code, save, and run
 * check("11-cost") in the notebook, or `npx attention-lab check 11-cost` in a terminal.
 *
 * From "attention-lab" you may import all types, and dot, transpose, matmul, scoreRow, scoreMatrix,
 * softmax, softmaxRows, weightedSum, mixValues and linear. You need none of them: everything can be
 * written with plain loops.
 *
 * No argument is changed, every row of a result is a new array, nothing is rounded. What happens when
 * shapes do not fit is up to you.
 */
import {
	type AttentionFlops,
	type Matrix,
	NotImplemented,
	type OnlineSoftmax,
	type TiledOptions,
	type Vector,
} from "attention-lab";

/**
 * How many floating-point operations multi-head self-attention does: n tokens of d features, `heads` heads
 * of d / heads columns each (for q, k and v), and d columns that come out.
 *
 * Counted is 1 for each addition, subtraction, multiplication, division and exp. Comparing and moving
 * numbers is free. So a number that is a sum of m products costs 2·m: m multiplications and m additions
 * (the first one to 0). The four parts, each for all heads together:
 *
 *     projections   x times wq, wk, wv and wo (the last one with the merged heads), each [d, d]
 *     scores        q · kᵀ in every head
 *     softmax       5 for each score of each head: times the scale, minus the highest, exp, added to the
 *                   total, divided by the total
 *     mixing        weights · v in every head
 *     total         all four
 *
 *     →  { projections, scores, softmax, mixing, total }
 *
 * Worked case:
 *
 *     attentionFlops(2, 4, 2)  is
 *         { projections: 256, scores: 32, softmax: 40, mixing: 32, total: 360 }
 */
export function attentionFlops(n: number, d: number, heads: number): AttentionFlops {
	throw new NotImplemented("attentionFlops", "exercises/11-cost.ts");
}

/**
 * How many bytes the weights of n tokens take, in all heads, when every weight is kept as a 32-bit number.
 *
 * Worked case: 3 tokens have 9 weights in each of 2 heads, 4 bytes each:
 *
 *     attentionBytes(3, 2)  is  72
 */
export function attentionBytes(n: number, heads: number): number {
	throw new NotImplemented("attentionBytes", "exercises/11-cost.ts");
}

/**
 * Softmax of scores that arrive in chunks, without waiting for all of them (Milakov & Gimelshein 2018).
 *
 * Carry along the highest score so far and the total of exp(score − highest) so far. When a chunk raises
 * the highest score, the total is multiplied by exp(old highest − new highest). After the last chunk every
 * weight is exp(score − highest) / total.
 *
 *     chunks [number of chunks][scores of each, not all equally many]
 *     →  { highest:  the highest of all scores,
 *          total:    Σ exp(score − highest) over all scores,
 *          weights:  the weights, in chunks as the scores came }
 *
 * A score of -Infinity (a hidden key) gets the weight 0, exactly. A chunk may hold nothing but -Infinity,
 * also the first one; or no score at all, []. When there is nothing but -Infinity, or no score in any
 * chunk, highest is -Infinity, total is 0 and every weight is 0. Scores may lie far outside of what exp can
 * take.
 *
 * Worked case, with exp(ln 3) = 3 and exp(−ln 3) = 1/3:
 *
 *     onlineSoftmax([[0], [Math.log(3), 0]])  is
 *         { highest: Math.log(3), total: 5/3, weights: [[0.2], [0.6, 0.2]] }
 */
export function onlineSoftmax(chunks: readonly Vector[]): OnlineSoftmax {
	throw new NotImplemented("onlineSoftmax", "exercises/11-cost.ts");
}

/**
 * The output of attention, softmax(q·kᵀ / √d_k) · v, computed tile by tile: never more than `block` scores
 * of a query are kept (Dao et al. 2022, "FlashAttention").
 *
 *     q [n_q, d_k], k [n_k, d_k], v [n_k, d_v], options { block }  →  output [n_q, d_v]
 *
 * For each query: take the first `block` keys, then the next, …; the last tile may have fewer, and block
 * may be larger than n_k. Carry along the highest scaled score and the total as in onlineSoftmax, and a
 * mixture of the values, not yet divided: both are multiplied by exp(old highest − new highest) whenever
 * the highest score rises. At the end the mixture is divided by the total.
 *
 * The result is that of attention, not an approximation. There is no mask. Scores may lie far outside of
 * what exp can take. There is at least one query and one key; block is a whole number from 1.
 *
 * Worked case, √d_k = 1, one query, three keys in tiles of two: the scores are 0, ln 3 and 0, the weights
 * 0.2, 0.6 and 0.2:
 *
 *     tiledAttention([[1]], [[0], [Math.log(3)], [0]], [[5, 0], [10, 5], [0, 10]], { block: 2 })
 *     is  [[7, 5]]
 */
export function tiledAttention(
	q: Matrix,
	k: Matrix,
	v: Matrix,
	{ block }: TiledOptions,
): number[][] {
	throw new NotImplemented("tiledAttention", "exercises/11-cost.ts");
}
