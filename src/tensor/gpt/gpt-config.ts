import { checkWhole } from "./check-whole";

/** The sizes that make a GPT what it is. */
export interface GptConfig {
	/** How many different characters there are. */
	readonly vocabularySize: number;
	/** How many characters the model sees at once, at most. */
	readonly context: number;
	/** d_model: how many numbers a token has on its way through the model. */
	readonly dim: number;
	/** How many heads share them. */
	readonly heads: number;
	/** How many blocks stand on each other. */
	readonly layers: number;
}

/**
 * Makes sure that these are sizes of a GPT.
 *
 * @throws RangeError when one is not a whole number of at least 1, or the heads cannot share `dim`
 */
export function checkConfig(config: GptConfig): void {
	const { vocabularySize, context, dim, heads, layers } = config;
	for (const [name, size] of Object.entries({ vocabularySize, context, dim, heads, layers }))
		checkWhole(name, size, 1);
	if (dim % heads !== 0)
		throw new RangeError(`dim is ${dim}, which ${heads} heads cannot share equally`);
}
