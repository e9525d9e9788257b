import { causalMask, combineMasks, type Mask, paddingMask } from "attention-lab";
import fc from "fast-check";
import { expect, it } from "vitest";
import { maskOf } from "./arbitraries";
import { deepFreeze } from "./deep-freeze";

it("combineMasks(a, b) allows what both allow", () => {
	expect(combineMasks([[true, true, false, false]], [[true, false, true, false]])).toEqual([
		[true, false, false, false],
	]);
});

it("combineMasks(causalMask, paddingMask) is the mask of a padded sequence read from the left", () => {
	expect(combineMasks(causalMask(3), paddingMask(3, 2, 3))).toEqual([
		[true, false, false],
		[true, true, false],
		[true, true, false],
	]);
});

it("combineMasks(a, b) does not care about the order, and a mask of all true changes nothing", () => {
	fc.assert(
		fc.property(maskOf(3, 4), maskOf(3, 4), (a, b) => {
			deepFreeze([a, b]);
			expect(combineMasks(a, b)).toEqual(combineMasks(b, a));
			expect(combineMasks(a, paddingMask(3, 4, 4))).toEqual(a);
			for (const [i, row] of combineMasks(a, b).entries())
				for (const [j, allowed] of row.entries())
					expect(allowed).toBe(a[i]![j] === true && b[i]![j] === true);
		}),
	);
});

it("combineMasks(a, b) quotes what does not fit", () => {
	expect(() => combineMasks([[true]], [[true, false]])).toThrow("a is 1 × 1 but b is 1 × 2");
	expect(() => combineMasks([[true]], [[true], [true]])).toThrow("a is 1 × 1 but b is 2 × 1");
	expect(() => combineMasks([[true], []], [[true]])).toThrow("a[1] is empty");
	expect(() => combineMasks([[true, true], [true]], [[true]])).toThrow(
		"a is ragged: row 0 has 2 entries but row 1 has 1",
	);
	expect(() => combineMasks([], [[true]])).toThrow("a has no rows");
	expect(() => combineMasks([[true]], [[-Infinity]] as unknown as Mask)).toThrow(
		"b[0][0] is -Infinity, not true (may attend) or false (may not)",
	);
	expect(() => combineMasks([[true]], undefined as unknown as Mask)).toThrow("b is undefined");
	expect(() => combineMasks([true] as unknown as Mask, [[true]])).toThrow("a[0] is true");
});
