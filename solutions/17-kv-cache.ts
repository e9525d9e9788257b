/**
 * Solution 17 · The key-value cache: what has been read need not be read again
 */
import {
	attention,
	type CachedResult,
	dot,
	feedForward,
	type GptCache,
	type GptOptions,
	type GptWeights,
	layerNorm,
	linear,
	type Matrix,
	mergeHeads,
	splitHeads,
	type Vector,
} from "attention-lab";

export function prefill(ids: Vector, params: GptWeights, config: GptOptions): CachedResult {
	const empty = params.blocks.map(() => ({ keys: [], values: [] }));
	return read(ids, empty, params, config);
}

export function stepWithCache(
	tokenId: number,
	cache: GptCache,
	params: GptWeights,
	config: GptOptions,
): CachedResult {
	return read([tokenId], cache, params, config);
}

/** Reads n ids after the t in the cache: a prompt after nothing, or one token after many. */
function read(ids: Vector, old: GptCache, params: GptWeights, { heads }: GptOptions): CachedResult {
	const t = old[0]!.keys.length;
	let x = ids.map((id, i) => plus(params.tokenEmbedding[id]!, params.positionEmbedding[t + i]!));
	// new token i sees the t old ones, and the new ones 0 … i
	const mask = ids.map((_, i) => Array.from({ length: t + ids.length }, (_, j) => j <= t + i));

	const cache = params.blocks.map((block, layer) => {
		const { wq, wk, wv, wo, bq, bk, bv, bo } = block.attention;
		const normed = layerNorm(x, block.attentionNorm.gamma, block.attentionNorm.beta);
		const keys = [...copy(old[layer]!.keys), ...linear(normed, wk, bk)]; // [t + n, dim]
		const values = [...copy(old[layer]!.values), ...linear(normed, wv, bv)];

		const [q, k, v] = [linear(normed, wq, bq), keys, values].map((m) => splitHeads(m, heads));
		const mixed = q!.map((queries, h) => attention(queries, k![h]!, v![h]!, mask).output);
		x = add(x, linear(mergeHeads(mixed), wo, bo));

		const { gamma, beta } = block.feedForwardNorm;
		x = add(x, feedForward(layerNorm(x, gamma, beta), block.feedForward));
		return { keys, values };
	});

	const [last] = layerNorm(x.slice(-1), params.finalNorm.gamma, params.finalNorm.beta);
	return { logits: params.tokenEmbedding.map((embedding) => dot(last!, embedding)), cache };
}

const plus = (a: Vector, b: Vector): number[] => a.map((value, j) => value + b[j]!);
const add = (a: Matrix, b: Matrix): number[][] => a.map((row, i) => plus(row, b[i]!));
const copy = (rows: Matrix): number[][] => rows.map((row) => [...row]);
