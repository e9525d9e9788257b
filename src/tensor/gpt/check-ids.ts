/**
 * Makes sure that every id is a whole number from 0 to size − 1.
 *
 * @throws RangeError such as "ids[3] is 75: the vocabulary has 75 characters, so ids are 0 to 74"
 */
export function checkIds(ids: ArrayLike<number>, size: number): void {
	for (let i = 0; i < ids.length; i++) {
		const id = ids[i]!;
		if (!Number.isInteger(id) || id < 0 || id >= size)
			throw new RangeError(
				`ids[${i}] is ${id}: the vocabulary has ${size} characters, so ids are 0 to ${size - 1}`,
			);
	}
}
