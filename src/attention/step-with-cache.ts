import type { GptOptions, GptWeights } from "./gpt-forward";
import { type CachedResult, type GptCache, readAfter } from "./read-after";

/**
 * Reads one more token after those in the cache, and returns what gptForward would give for its last
 * row, [vocabulary], with a new cache that is one row longer in every block. What it costs grows with
 * the length of the cache in a straight line; reading everything anew would cost that many times more.
 *
 * @example const next = stepWithCache(id, cache, weights, { heads: 4 })
 * @throws RangeError when the id is not in the vocabulary, or the context is full
 * @throws ShapeError when the cache is one of another model
 * Source: Shazeer 2019, "Fast Transformer Decoding: One Write-Head is All You Need", section 2.4.
 */
export function stepWithCache(
	tokenId: number,
	cache: GptCache,
	params: GptWeights,
	config: GptOptions,
): CachedResult {
	return readAfter(cache, [tokenId], params, config);
}
