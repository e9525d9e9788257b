/** Makes sure that a number is whole and at least `least`. Throws a RangeError such as "layers is 0.5: …". */
export function checkWhole(name: string, value: number, least: number): void {
	if (!Number.isSafeInteger(value) || value < least)
		throw new RangeError(`${name} is ${value}: it must be a whole number of at least ${least}`);
}
