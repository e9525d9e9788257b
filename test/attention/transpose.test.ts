import { type Matrix, transpose } from "attention-lab";
import fc from "fast-check";
import * as mathjs from "mathjs";
import { expect, it } from "vitest";
import { matrixOf, size } from "./arbitraries";
import { deepFreeze } from "./deep-freeze";
import { expectClose } from "./expect-close";

const aMatrix = fc.tuple(size, size).chain(([n, m]) => matrixOf(n, m));

it("transpose(a) turns rows into columns", () => {
	expect(
		transpose([
			[1, 2, 3],
			[4, 5, 6],
		]),
	).toEqual([
		[1, 4],
		[2, 5],
		[3, 6],
	]);
});

it("transpose(a) is the transpose of mathjs", () => {
	fc.assert(fc.property(aMatrix, (a) => expectClose(transpose(a), mathjs.transpose(a))));
});

it("transpose(transpose(a)) is a, in fresh arrays", () => {
	fc.assert(
		fc.property(aMatrix, (a) => {
			const twice = transpose(transpose(deepFreeze(a)));
			expect(twice).toEqual(a);
			expect(twice).not.toBe(a);
		}),
	);
});

it("transpose(a) refuses rows of different lengths and quotes them", () => {
	expect(() => transpose([[1, 2], [3]])).toThrow(
		"a is ragged: row 0 has 2 numbers but row 1 has 1",
	);
});

it("transpose(a) refuses what is no matrix and says what it is", () => {
	expect(() => transpose([])).toThrow("a has no rows: a matrix needs at least one");
	expect(() => transpose([[]])).toThrow("a[0] is empty");
	expect(() => transpose(null as unknown as Matrix)).toThrow("a is null, not a matrix");
	expect(() => transpose([1, 2] as unknown as Matrix)).toThrow(
		"a[0] is 1, not an array of numbers",
	);
});
