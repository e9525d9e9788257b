import { attention } from "./attention";
import { linear } from "./linear";
import { mergeHeads } from "./merge-heads";
import type { MultiHeadOptions, MultiHeadResult, MultiHeadWeights } from "./multi-head-attention";
import type { QKV } from "./project-qkv";
import { agree, columns, rows } from "./shapes/agree";
import { checkHeads } from "./shapes/check-heads";
import { checkMatrix } from "./shapes/check-matrix";
import { splitHeads } from "./split-heads";

/**
 * What follows the projections in self- and cross-attention alike: split, attend in each head, merge,
 * and project with `wo`.
 */
export function attendInHeads(
	{ q, k, v }: QKV,
	{ wq, wk, wv, wo, bo }: MultiHeadWeights,
	{ heads, mask }: MultiHeadOptions,
): MultiHeadResult {
	agree(columns("wq", wq), columns("wk", wk));
	checkHeads("wq", wq, heads);
	checkHeads("wv", wv, heads);
	checkMatrix("wo", wo);
	agree(columns("wv", wv), rows("wo", wo));

	const keys = splitHeads(k, heads); // [heads][n_k][d_k]
	const values = splitHeads(v, heads); // [heads][n_k][d_v]
	const results = splitHeads(q, heads) // [heads][n_q][d_k]
		.map((queries, h) => attention(queries, keys[h]!, values[h]!, mask));

	const merged = mergeHeads(results.map(({ output }) => output)); // [n_q, heads · d_v]
	return { output: linear(merged, wo, bo), weights: results.map(({ weights }) => weights) };
}
