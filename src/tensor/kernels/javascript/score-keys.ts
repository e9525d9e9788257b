import type { AttentionInputs, AttentionShape } from "../kernels";

/** One query: query `i` of head `h` of sequence `b`. */
export interface QueryPlace {
	readonly b: number;
	readonly h: number;
	readonly i: number;
}

/** Writes the scores q·k·scale of one query into `scores` [keys]; −Infinity for a key that it may not see. */
export function scoreKeys(
	{ q, k, mask }: AttentionInputs,
	{ heads, queries, keys, dim, scale, causal, position = 0 }: AttentionShape,
	{ b, h, i }: QueryPlace,
	scores: Float64Array,
): void {
	const width = heads * dim;
	const query = (b * queries + i) * width + h * dim;
	const sharedMask = mask?.length === queries * keys;
	const maskRow = ((sharedMask ? 0 : b * queries) + i) * keys;
	for (let j = 0; j < keys; j++) {
		const hidden = (causal && j > position + i) || (mask !== undefined && mask[maskRow + j] === 0);
		if (hidden) {
			scores[j] = -Infinity;
			continue;
		}
		const key = (b * keys + j) * width + h * dim;
		let score = 0;
		for (let t = 0; t < dim; t++) score += q[query + t]! * k[key + t]!;
		scores[j] = score * scale;
	}
}
