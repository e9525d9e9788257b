import type { Vocabulary } from "./build-vocabulary";

/**
 * The ids of the characters of a text, one a character (code point).
 *
 * @example encode("hole", buildVocabulary("hello")) // [1, 3, 2, 0]
 * @throws RangeError when a character is not in the vocabulary
 */
export function encode(text: string, { characters }: Vocabulary): number[] {
	const ids = new Map(characters.map((character, id) => [character, id]));
	return Array.from(text, (character, place) => {
		const id = ids.get(character);
		if (id === undefined)
			throw new RangeError(
				`character ${place} of the text is ${JSON.stringify(character)}, which is not in the vocabulary`,
			);
		return id;
	});
}
