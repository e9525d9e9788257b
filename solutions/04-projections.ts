/**
 * Solution 04 · Projections: queries, keys and values
 */
import { type Matrix, matmul, type QKV, type QKVWeights, type Vector } from "attention-lab";

export function linear(x: Matrix, w: Matrix, b?: Vector): number[][] {
	const projected = matmul(x, w); // [n, d_out]
	if (!b) return projected;
	return projected.map((row) => row.map((y, j) => y + b[j]!)); // the same b for every token
}

export function projectQKV(x: Matrix, { wq, wk, wv }: QKVWeights): QKV {
	return { q: linear(x, wq), k: linear(x, wk), v: linear(x, wv) };
}
