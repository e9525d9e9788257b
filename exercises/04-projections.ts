/**
 * Exercise 04 · Projections: queries, keys and values
 *
 * Replace each line "throw new NotImplemented(…)" with your own code, save, and run
 * check("04-projections") in the notebook, or `npx attention-lab check 04-projections` in a terminal.
 *
 * You may import what you wrote in lessons 00 to 03 from "attention-lab": dot, transpose, matmul. You
 * need not: everything can be written with plain loops.
 *
 * The rows of every result are new arrays, each its own. No argument is changed, nothing is rounded.
 */
import { type Matrix, NotImplemented, type QKV, type QKVWeights, type Vector } from "attention-lab";

/**
 * A linear layer: every token (row of x) is multiplied by the same matrix, and the same numbers are
 * added to each.
 *
 *     x [n, d_in], w [d_in, d_out], b [d_out]  →  y [n, d_out]
 *
 *     y[i][j] = x[i][0] · w[0][j] + x[i][1] · w[1][j] + …  + b[j]
 *
 * Row d of `w` says what entry d of a token contributes to each entry of the result. Without `b`,
 * nothing is added. All sizes are at least 1, and d_in and d_out may differ.
 *
 * Worked case, one token:
 *
 *     linear([[1, 2]], [[1, 0, 1], [0, 1, 1]])                is  [[1, 2, 3]]
 *     linear([[1, 2]], [[1, 0, 1], [0, 1, 1]], [10, 20, 30])  is  [[11, 22, 33]]
 */
export function linear(x: Matrix, w: Matrix, b?: Vector): number[][] {
	throw new NotImplemented("linear", "exercises/04-projections.ts");
}

/**
 * The query, the key and the value of every token: three linear layers on the same tokens, each with
 * a matrix of its own and without b.
 *
 *     q = x · wq,  k = x · wk,  v = x · wv
 *
 *     x [n, d_model], wq [d_model, d_k], wk [d_model, d_k], wv [d_model, d_v]
 *         →  { q [n, d_k], k [n, d_k], v [n, d_v] }
 *
 * The three are made side by side, not one from the other. Worked case:
 *
 *     projectQKV([[1, 2]], { wq: [[1, 0], [0, 1]], wk: [[0, 1], [1, 0]], wv: [[3, 1, 0], [0, 1, 1]] })
 *
 *     is  { q: [[1, 2]], k: [[2, 1]], v: [[3, 3, 2]] }
 */
export function projectQKV(x: Matrix, { wq, wk, wv }: QKVWeights): QKV {
	throw new NotImplemented("projectQKV", "exercises/04-projections.ts");
}
