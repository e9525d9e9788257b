import { expect } from "vitest";

/** Every entry within 1e-9 of the expected one, relative to its size; the shapes equal. */
export function expectClose(actual: unknown, expected: unknown, path = "result"): void {
	if (Array.isArray(expected)) {
		expect(actual, path).toHaveLength(expected.length);
		expected.forEach((entry, i) => {
			expectClose((actual as unknown[])[i], entry, `${path}[${i}]`);
		});
		return;
	}
	expect(expected, `what ${path} is compared with`).toBeTypeOf("number");
	expect(actual, path).toBeTypeOf("number");
	const tolerance = 1e-9 * Math.max(1, Math.abs(Number(expected)));
	const apart = Math.abs(Number(actual) - Number(expected));
	expect(apart <= tolerance, `${path} is ${actual}, expected ${expected}`).toBe(true);
}
