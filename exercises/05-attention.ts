/**
 * Exercise 05 · Attention: softmax(QKᵀ / √d_k) · V
 *
 * Replace each line "throw new NotImplemented(…)" with your own code, save, and run
 * check("05-attention") in the notebook, or `npx attention-lab check 05-attention` in a terminal.
 *
 * You may import what you wrote in lessons 00 to 03 from "attention-lab": dot, transpose, matmul,
 * scoreRow, scoreMatrix, softmax, softmaxRows, weightedSum, mixValues. You need not: everything can be
 * written with plain loops.
 */
import { type AttentionResult, type Mask, type Matrix, NotImplemented } from "attention-lab";

/**
 * The score of every query against every key, divided by the square root of their length:
 *
 *     score of query i and key j = (q[i] · k[j]) / √d_k
 *
 *     q [n_q, d_k], k [n_k, d_k]  →  scores [n_q, n_k]      one row a query, one column a key
 *
 * d_k is how many numbers a query (or a key) has, not how many queries there are. n_q and n_k may
 * differ; all of them are at least 1.
 *
 * Worked case, d_k = 4: the dot products are 10 and 4, and √4 = 2, so
 *
 *     scaledScores([[1, 1, 1, 1]], [[1, 2, 3, 4], [2, 0, 0, 2]])  is  [[5, 2]]
 */
export function scaledScores(q: Matrix, k: Matrix): number[][] {
	throw new NotImplemented("scaledScores", "exercises/05-attention.ts");
}

/**
 * Scaled dot-product attention: each query mixes the values, by its weights for the keys.
 *
 *     weights = softmax of each row of the scaled scores      [n_q, n_k]
 *     output  = weights · v                                   [n_q, d_v]
 *
 *     q [n_q, d_k], k [n_k, d_k], v [n_k, d_v]  →  { output, weights }
 *
 * Key j and value j belong to the same token. d_v may differ from d_k.
 *
 * `mask` [n_q, n_k], when given, says who may look at whom: mask[i][j] is true when query i may attend
 * to key j. A key it may not attend to gets the weight 0, exactly, and the other keys of that row share
 * the whole weight by softmax, as if the hidden key were not there. A query that may attend to no key
 * at all has weights that are all 0 and an output that is all 0. Without a mask, every query may attend
 * to every key.
 *
 * Worked case, d_k = 4: the dot products are 0 and 2 ln 3, divided by 2 they are 0 and ln 3, so
 *
 *     attention([[1, 1, 0, 1]], [[1, 0, 5, -1], [Math.log(9), 0, 7, 0]], [[8, 0, 4], [0, 8, 4]])
 *
 * has the weights [[1/4, 3/4]] and the output [[2, 6, 4]].
 *
 * Your attention
 * - returns an object with both parts, `output` and `weights`;
 * - works for scores of any size, such as 1000;
 * - returns new arrays, leaves `q`, `k`, `v` and `mask` as they were, and does not round.
 */
export function attention(q: Matrix, k: Matrix, v: Matrix, mask?: Mask): AttentionResult {
	throw new NotImplemented("attention", "exercises/05-attention.ts");
}
