/**
 * Solution 07 · Multi-head attention: several questions at once
 */
import {
	attention,
	linear,
	type Matrix,
	type MultiHeadOptions,
	type MultiHeadResult,
	type MultiHeadWeights,
} from "attention-lab";

export function splitHeads(x: Matrix, heads: number): number[][][] {
	const dHead = x[0]!.length / heads;
	return Array.from({ length: heads }, (_, h) =>
		x.map((row) => row.slice(h * dHead, (h + 1) * dHead)),
	);
}

export function mergeHeads(heads: readonly Matrix[]): number[][] {
	return heads[0]!.map((_, i) => heads.flatMap((head) => head[i]!));
}

export function multiHeadAttention(
	x: Matrix,
	{ wq, wk, wv, wo }: MultiHeadWeights,
	{ heads, mask }: MultiHeadOptions,
): MultiHeadResult {
	const q = splitHeads(linear(x, wq), heads); // [heads][n][d_k]
	const k = splitHeads(linear(x, wk), heads); // [heads][n][d_k]
	const v = splitHeads(linear(x, wv), heads); // [heads][n][d_v]

	// One attention a head. attention divides by √d_k itself: its q has the d_k columns of one head.
	const results = q.map((queries, h) => attention(queries, k[h]!, v[h]!, mask));

	const merged = mergeHeads(results.map((result) => result.output)); // [n, heads · d_v]
	return { output: linear(merged, wo), weights: results.map((result) => result.weights) };
}
