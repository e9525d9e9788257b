/**
 * Solution 08 · Cross-attention: one sequence asks, another answers
 */
import {
	attention,
	linear,
	type Matrix,
	type MultiHeadOptions,
	type MultiHeadResult,
	type MultiHeadWeights,
	mergeHeads,
	splitHeads,
} from "attention-lab";

export function crossAttention(
	x: Matrix,
	context: Matrix,
	{ wq, wk, wv, wo }: MultiHeadWeights,
	{ heads, mask }: MultiHeadOptions,
): MultiHeadResult {
	const q = splitHeads(linear(x, wq), heads); // [heads][n_q][d_k]: x asks
	const k = splitHeads(linear(context, wk), heads); // [heads][n_k][d_k]: context is found by these
	const v = splitHeads(linear(context, wv), heads); // [heads][n_k][d_v]: and passes these on

	const results = q.map((queries, h) => attention(queries, k[h]!, v[h]!, mask));

	const merged = mergeHeads(results.map((result) => result.output)); // [n_q, heads · d_v]
	return { output: linear(merged, wo), weights: results.map((result) => result.weights) };
}
