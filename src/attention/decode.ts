import type { Vocabulary } from "./build-vocabulary";
import type { Vector } from "./types";

/**
 * The text that these ids stand for.
 *
 * @example decode([1, 3, 2, 0], buildVocabulary("hello")) // "hole"
 * @throws RangeError when an id is not in the vocabulary
 */
export function decode(ids: Vector, { characters, size }: Vocabulary): string {
	const text = ids.map((id, place) => {
		const character = characters[id];
		if (character === undefined)
			throw new RangeError(
				`ids[${place}] is ${id}: the ids of this vocabulary are 0 to ${size - 1}`,
			);
		return character;
	});
	return text.join("");
}
