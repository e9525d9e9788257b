import type { GptOptions, GptWeights } from "./gpt-forward";
import { type CachedResult, readAfter } from "./read-after";
import type { Vector } from "./types";

/**
 * Reads a prompt at once and keeps what later tokens will need: for each block the keys and values
 * of all `ids` [n], each [n, dim]. The logits [vocabulary] say what is expected after the last one.
 *
 * @example const { logits, cache } = prefill(prompt, weights, { heads: 4 })
 * @throws RangeError when there are no ids, an id is not in the vocabulary, or the context is too short
 * Source: Pope et al. 2022, "Efficiently Scaling Transformer Inference", section 2.
 */
export function prefill(ids: Vector, params: GptWeights, config: GptOptions): CachedResult {
	const empty = params.blocks.map(() => ({ keys: [], values: [] }));
	return readAfter(empty, ids, params, config);
}
