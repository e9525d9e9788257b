import { paddingMask } from "attention-lab";
import fc from "fast-check";
import { expect, it } from "vitest";

it("paddingMask(nQueries, keyLength, nKeys) hides the keys from keyLength on, for every query", () => {
	expect(paddingMask(2, 1, 3)).toEqual([
		[true, false, false],
		[true, false, false],
	]);
});

it("paddingMask(nQueries, keyLength, nKeys) says true exactly where the key is a real one", () => {
	fc.assert(
		fc.property(fc.integer({ min: 1, max: 9 }), fc.nat(9), fc.nat(9), (queries, length, more) => {
			const keys = Math.max(1, length + more);
			const mask = paddingMask(queries, length, keys);
			expect(mask).toHaveLength(queries);
			for (const row of mask) {
				expect(row).toHaveLength(keys);
				row.forEach((allowed, j) => {
					expect(allowed).toBe(j < length);
				});
			}
		}),
	);
});

it("paddingMask(nQueries, 0, nKeys) leaves nothing to attend to", () => {
	expect(paddingMask(1, 0, 2)).toEqual([[false, false]]);
});

it("paddingMask(nQueries, keyLength, nKeys) gives rows that share no memory", () => {
	const [first, second] = paddingMask(2, 1, 1);
	expect(first).not.toBe(second);
});

it("paddingMask(nQueries, keyLength, nKeys) names the number that cannot be", () => {
	expect(() => paddingMask(2, 4, 3)).toThrow("keyLength is 4 but there are only 3 keys");
	expect(() => paddingMask(0, 1, 1)).toThrow("nQueries is 0: it must be a whole number from 1");
	expect(() => paddingMask(1, -1, 1)).toThrow("keyLength is -1: it must be a whole number from 0");
	expect(() => paddingMask(1, 0, 1.5)).toThrow("nKeys is 1.5: it must be a whole number from 1");
});
