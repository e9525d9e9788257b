import { attendInHeads } from "./attend-in-heads";
import { embedIds } from "./embed-ids";
import { feedForward } from "./feed-forward";
import type { GptOptions, GptWeights } from "./gpt-forward";
import { layerNorm, type NormWeights } from "./layer-norm";
import { matmul } from "./matmul";
import { projectQKV } from "./project-qkv";
import { ShapeError } from "./shapes/shape-error";
import type { BlockWeights } from "./transformer-block";
import { transpose } from "./transpose";
import type { Matrix, Vector } from "./types";

/** What one block keeps of the t tokens it has read. */
export interface LayerCache {
	/** [t, dim], the columns of all heads side by side */
	readonly keys: Matrix;
	/** [t, dim] */
	readonly values: Matrix;
}

/** The keys and values of everything read so far, one entry a block; empty before the first token. */
export type GptCache = readonly LayerCache[];

export interface CachedResult {
	/** [vocabulary]: what is expected after the last token that was read */
	readonly logits: number[];
	/** A new cache that has the new tokens, too; the one that was given is as it was. */
	readonly cache: { readonly keys: number[][]; readonly values: number[][] }[];
}

/** Reads ids after those whose keys and values are in the cache. Token i of them sees the old and the new 0 … i. */
export function readAfter(
	cache: GptCache,
	ids: Vector,
	params: GptWeights,
	{ heads }: GptOptions,
): CachedResult {
	if (cache.length !== params.blocks.length)
		throw new ShapeError(
			`the cache has ${cache.length} entries but the model ${params.blocks.length} blocks: begin with prefill`,
		);
	const old = cache[0]?.keys.length ?? 0;
	const mask = ids.map((_, i) => Array.from({ length: old + ids.length }, (_, j) => j <= old + i));
	let x = embedIds(ids, params, old); // [n, dim]
	const grown = params.blocks.map((block, layer) => {
		const { q, k, v } = projectQKV(normed(x, block.attentionNorm), block.attention);
		const keys = [...cache[layer]!.keys.map((row) => [...row]), ...k]; // [t + n, dim]
		const values = [...cache[layer]!.values.map((row) => [...row]), ...v];
		const { output } = attendInHeads({ q, k: keys, v: values }, block.attention, { heads, mask });
		x = thought(sum(x, output), block);
		return { keys, values };
	});
	const last = normed(x.slice(-1), params.finalNorm); // [1, dim]
	return { logits: matmul(last, transpose(params.tokenEmbedding))[0]!, cache: grown };
}

const normed = (x: Matrix, { gamma, beta }: NormWeights) => layerNorm(x, gamma, beta);

/** The second half of a block: every token by itself. */
const thought = (x: Matrix, block: BlockWeights) =>
	sum(x, feedForward(normed(x, block.feedForwardNorm), block.feedForward));

const sum = (a: Matrix, b: Matrix) => a.map((row, i) => row.map((value, j) => value + b[i]![j]!));
