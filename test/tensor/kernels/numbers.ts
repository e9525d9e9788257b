import { createRandom, type Random } from "attention-lab";
import fc from "fast-check";

/** Sizes with their edges: nothing, one, and numbers that are no multiple of the width of a vector. */
export const size = fc.oneof(
	{ weight: 1, arbitrary: fc.constantFrom(0, 1, 4, 8, 16) },
	{ weight: 4, arbitrary: fc.integer({ min: 1, max: 21 }) },
);

/** Numbers are drawn from a seed: thousands of them are not worth shrinking one by one. */
export const random = fc
	.nat()
	.map((seed) => Object.assign(createRandom(seed), { toString: () => `createRandom(${seed})` }));

/** `length` float32 numbers from −2 to 2, as float64. */
export function draw(source: Random, length: number): Float64Array {
	return Float64Array.from({ length }, () => Math.fround(source.uniform(-2, 2)));
}

/** Puts one of `specials` in the place of about one number in `oneIn`. */
export function sprinkle(
	source: Random,
	numbers: Float64Array,
	specials: readonly number[],
	oneIn: number,
): Float64Array {
	return numbers.map((x) =>
		source.uniform() * oneIn < 1 ? specials[source.integer(0, specials.length)]! : x,
	);
}
