import { expect } from "vitest";

/** Every number within `tolerance` of the expected one, relative to its size from 1 up; NaN only where NaN is expected. */
export function expectNear(
	actual: ArrayLike<number>,
	expected: ArrayLike<number>,
	tolerance: number,
	name = "result",
): void {
	expect(actual.length, `the length of ${name}`).toBe(expected.length);
	for (let i = 0; i < expected.length; i++) {
		const right = expected[i]!;
		const apart = Math.abs(actual[i]! - right);
		const near =
			Object.is(actual[i], right) || // NaN, Infinity
			actual[i] === right ||
			apart <= tolerance * Math.max(1, Math.abs(right));
		if (!near) expect.fail(`${name}[${i}] is ${actual[i]}, expected ${right}`);
	}
}
