import { setImmediate as eventLoop } from "node:timers/promises";
import { checkSampling } from "./check-sampling";
import { checkWhole } from "./check-whole";
import type { Gpt } from "./create-gpt";
import { createCache, prefill, stepWithCache } from "./gpt-cache";
import { type SamplingOptions, sampleId } from "./sample-id";
import { decode, encode } from "./vocabulary";

export interface GenerateOptions extends SamplingOptions {
	/** How many characters to write. */
	readonly characters: number;
}

/**
 * Continues a text, and hands over each character as soon as it is drawn. Where the context is full, the
 * model goes on from its last half: learned positions cannot be moved, so those characters are read anew.
 *
 * @example for await (const character of generate(model, "Call me ", { characters: 80, random })) …
 * @throws RangeError for an empty prompt, a character outside of the vocabulary, or options out of range
 */
export async function* generate(
	model: Gpt,
	prompt: string,
	options: GenerateOptions,
): AsyncGenerator<string, void, undefined> {
	const { vocabulary, context } = model.config;
	checkWhole("characters", options.characters, 0);
	checkSampling(options);
	if (prompt === "") throw new RangeError("the prompt is empty: give at least one character");
	const seen = Array.from(encode(prompt, vocabulary)).slice(-context);
	let cache = createCache(model);
	let logits = options.characters > 0 ? lastRow(prefill(model, seen, cache), vocabulary.size) : [];
	for (let written = 1; written <= options.characters; written++) {
		const id = sampleId(logits, options);
		yield decode([id], vocabulary);
		await eventLoop(); // so that what is written shows, and an interrupt is heard
		if (written === options.characters) return;
		seen.push(id);
		if (cache.length < context) logits = stepWithCache(model, id, cache);
		else {
			seen.splice(0, seen.length - Math.ceil(context / 2));
			cache = createCache(model);
			logits = lastRow(prefill(model, seen, cache), vocabulary.size);
		}
	}
}

const lastRow = (logits: Float32Array, columns: number): Float32Array =>
	logits.subarray(logits.length - columns);
