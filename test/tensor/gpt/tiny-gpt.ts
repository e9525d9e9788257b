import { createRandom } from "attention-lab";
import { buildVocabulary, createGpt, type Gpt, namedParameters } from "attention-lab/tensor";

export const letters = buildVocabulary("abcdefg");

/** A GPT whose every number is well away from where it would begin, so that each has its say. */
export function tinyGpt({ seed = 1, context = 8, dim = 12, heads = 3, layers = 2 } = {}): Gpt {
	const random = createRandom(seed);
	const model = createGpt({ vocabulary: letters, context, dim, heads, layers }, random);
	for (const { name, tensor } of namedParameters(model)) {
		const mean = name.endsWith("gamma") ? 1 : 0;
		for (let i = 0; i < tensor.data.length; i++) tensor.data[i] = random.normal(mean, 0.3);
	}
	return model;
}

/** `length` ids of the letters. */
export function randomIds(length: number, seed = 1): Int32Array {
	const random = createRandom(seed);
	return Int32Array.from({ length }, () => random.integer(0, letters.size));
}
