import { checkWhole } from "./check-whole";
import type { Vocabulary } from "./vocabulary";

/** What makes a GPT the size it is. */
export interface GptConfig {
	/** The characters it reads and writes. */
	readonly vocabulary: Vocabulary;
	/** How many characters it sees at once, at most. */
	readonly context: number;
	/** d_model: how many numbers a character has on its way through the model. */
	readonly dim: number;
	/** How many heads share them equally: d_k = d_v = dim / heads. */
	readonly heads: number;
	/** How many blocks stand on each other. */
	readonly layers: number;
}

/**
 * Makes sure that these are sizes of a GPT.
 *
 * @throws RangeError when one is not a whole number of at least 1, or the heads cannot share `dim`
 */
export function checkConfig({ vocabulary, context, dim, heads, layers }: GptConfig): void {
	checkWhole("vocabulary.size", vocabulary.size, 1);
	if (vocabulary.characters.length !== vocabulary.size)
		throw new RangeError(
			`vocabulary has ${vocabulary.characters.length} characters but the size ${vocabulary.size}: ` +
				"make it with buildVocabulary(text)",
		);
	for (const [name, size] of Object.entries({ context, dim, heads, layers }))
		checkWhole(name, size, 1);
	if (dim % heads !== 0)
		throw new RangeError(`dim is ${dim}, which ${heads} heads cannot share equally`);
}
