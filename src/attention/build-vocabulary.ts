/** The characters a model knows; the id of a character is its place in the list. */
export interface Vocabulary {
	/** One code point each, in the order of their numbers in Unicode. */
	readonly characters: readonly string[];
	/** How many there are. */
	readonly size: number;
}

/**
 * Every different character of a text, once, in the order of their numbers in Unicode. A character is a
 * code point, so that an emoji is one and not the two halves that JavaScript's `length` counts.
 *
 * @example buildVocabulary("hello") // { characters: ["e", "h", "l", "o"], size: 4 }
 * @throws RangeError when the text is empty
 */
export function buildVocabulary(text: string): Vocabulary {
	if (text === "") throw new RangeError("the text is empty: a vocabulary needs a character");
	const characters = [...new Set(text)].sort((a, b) => a.codePointAt(0)! - b.codePointAt(0)!);
	return { characters, size: characters.length };
}
