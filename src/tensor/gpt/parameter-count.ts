import type { GptConfig } from "./gpt-config";

/** How many numbers a GPT of this size learns. */
export function parameterCount({ vocabulary, context, dim, layers }: GptConfig): number {
	const attention = 4 * (dim * dim + dim);
	const feedForward = 2 * dim * 4 * dim + 4 * dim + dim;
	const norm = 2 * dim;
	const block = attention + feedForward + 2 * norm;
	return (vocabulary.size + context) * dim + layers * block + norm;
}
