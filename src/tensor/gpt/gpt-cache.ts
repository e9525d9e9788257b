import { withoutGradient } from "../operation";
import { type AttentionOptions, attention } from "../operations/attention";
import { Tensor } from "../tensor";
import { checkIds } from "./check-ids";
import type { Gpt } from "./create-gpt";
import { embed, gptBlock, toLogits } from "./gpt-forward";

/**
 * The keys and values of all characters read so far, block by block. The next character needs them all,
 * but none of them changes any more: in a causal model the past does not see the future.
 *
 * Sources: Shazeer 2019, "Fast Transformer Decoding", section 2.4; Pope et al. 2022, "Efficiently Scaling
 * Transformer Inference", section 2.
 */
export interface GptCache {
	/** How many characters it holds. */
	length: number;
	/** One array a block, [context, dim], of which the first `length` rows count. */
	readonly keys: readonly Float32Array[];
	/** The same for values. */
	readonly values: readonly Float32Array[];
}

/** An empty cache for this model. */
export function createCache({ config: { context, dim, layers } }: Gpt): GptCache {
	const arrays = () => Array.from({ length: layers }, () => new Float32Array(context * dim));
	return { length: 0, keys: arrays(), values: arrays() };
}

/**
 * Reads ids after those in the cache, all at once, and keeps their keys and values.
 * Returns the logits for what follows each of them, [ids.length, vocabulary.size].
 *
 * @throws RangeError when the context would overflow, or an id lies outside of the vocabulary; the cache
 *   is then as it was
 */
export function prefill(
	model: Gpt,
	ids: Int32Array | readonly number[],
	cache: GptCache,
): Float32Array {
	const { config, parameters } = model;
	checkIds(ids, config.vocabulary.size);
	checkRoom(model, ids.length, cache);
	const start = cache.length;
	const options = { heads: config.heads, ...visibility(start, ids.length) };
	return withoutGradient(() => {
		let x = embed(model, ids, { batch: 1, length: ids.length, start }); // [1, n, dim]
		for (const [layer, block] of parameters.blocks.entries())
			x = gptBlock(x, block, (q, k, v) => {
				const keys = append(cache.keys[layer]!, start, k);
				const values = append(cache.values[layer]!, start, v);
				return attention(q, keys, values, options);
			});
		cache.length += ids.length;
		return toLogits(model, x).data;
	});
}

/**
 * Reads one id after those in the cache. Returns the logits for what follows it, [vocabulary.size].
 * What it costs grows in a line with what the cache holds; reading all anew would cost that many times more.
 *
 * @throws RangeError when the cache is full, or the id lies outside of the vocabulary
 */
export function stepWithCache(model: Gpt, id: number, cache: GptCache): Float32Array {
	return prefill(model, [id], cache);
}

/** Writes new rows [1, n, dim] after the first `start` rows; returns all rows up to them, [1, start + n, dim]. */
function append(rows: Float32Array, start: number, { data, shape }: Tensor): Tensor {
	const [, n, dim] = shape as [number, number, number];
	rows.set(data, start * dim);
	return new Tensor(rows.subarray(0, (start + n) * dim), [1, start + n, dim]);
}

/** Of n new characters after `start` old ones, number i sees the old ones and the new ones 0 … i. */
function visibility(start: number, n: number): Pick<AttentionOptions, "causal" | "mask"> {
	if (start === 0) return { causal: true };
	if (n === 1) return {}; // the newest sees everything
	const mask = new Uint8Array(n * (start + n));
	for (let i = 0; i < n; i++) mask.fill(1, i * (start + n), i * (start + n) + start + i + 1);
	return { mask };
}

function checkRoom({ config: { context, dim, layers } }: Gpt, more: number, cache: GptCache): void {
	if (cache.keys.length !== layers || cache.keys[0]!.length !== context * dim)
		throw new RangeError(
			"the cache belongs to a model of another size: make it with createCache(model)",
		);
	if (cache.length + more > context)
		throw new RangeError(
			`the cache holds ${cache.length} of ${context} characters, too many for ${more} more: ` +
				"begin a new cache with the last of them",
		);
}
