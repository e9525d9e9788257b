/** The characters a model knows; the id of a character is its place in the list. */
export interface Vocabulary {
	/** One code point each, in the order of their numbers in Unicode. */
	readonly characters: readonly string[];
	readonly size: number;
}

/**
 * Every different character of a text, once. A character is a Unicode code point, so that an emoji is one
 * and not the two halves that JavaScript's `length` counts.
 *
 * @throws RangeError when the text is empty
 */
export function buildVocabulary(text: string): Vocabulary {
	if (text === "") throw new RangeError("the text is empty: a vocabulary needs a character");
	const characters = [...new Set(text)].sort((a, b) => a.codePointAt(0)! - b.codePointAt(0)!);
	return { characters, size: characters.length };
}

/**
 * The ids of the characters of a text, one a character.
 *
 * @throws RangeError when a character is not in the vocabulary
 */
export function encode(text: string, vocabulary: Vocabulary): Int32Array {
	const ids = idsOf(vocabulary);
	return Int32Array.from([...text], (character, place) => {
		const id = ids.get(character);
		if (id === undefined)
			throw new RangeError(
				`character ${place} is ${name(character)}, which is not in the vocabulary of ` +
					`${vocabulary.size} characters: leave it out, or build the vocabulary from a text that has it`,
			);
		return id;
	});
}

/**
 * The text that these ids stand for.
 *
 * @throws RangeError when an id is not in the vocabulary
 */
export function decode(ids: ArrayLike<number>, vocabulary: Vocabulary): string {
	return Array.from(ids, (id, place) => {
		const character = vocabulary.characters[id];
		if (character === undefined)
			throw new RangeError(
				`ids[${place}] is ${id}: the ids of this vocabulary are 0 to ${vocabulary.size - 1}`,
			);
		return character;
	}).join("");
}

/** Looking a character up in the list would take as long as the vocabulary is; each list is indexed once. */
const indexes = new WeakMap<Vocabulary, ReadonlyMap<string, number>>();

function idsOf(vocabulary: Vocabulary): ReadonlyMap<string, number> {
	let ids = indexes.get(vocabulary);
	if (!ids) {
		ids = new Map(vocabulary.characters.map((character, id) => [character, id]));
		indexes.set(vocabulary, ids);
	}
	return ids;
}

/** Such as `"é" (U+00E9)`: what cannot be seen, or told from another, has its number beside it. */
const name = (character: string) =>
	`${JSON.stringify(character)} (U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0")})`;
