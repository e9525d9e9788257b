import { describe, expect, it } from "vitest";
import { difference, resultOf } from "../../../src/course/checking/difference";

const summary = (actual: unknown, expected: unknown, tolerance?: number) =>
	difference(resultOf("f"), actual, expected, tolerance)?.summary;

describe("the difference between a result and what was expected", () => {
	it("is none when they are equal up to 1e-9", () => {
		expect(summary([1, 2], [1 + 9e-10, 2])).toBeUndefined();
		expect(summary([1, 2], [1 + 2e-9, 2])).toBeDefined();
	});

	it("is relative where the numbers are large", () => {
		expect(summary(1e12 + 100, 1e12)).toBeUndefined();
		expect(summary(1e12 + 10_000, 1e12)).toBeDefined();
	});

	it("does not tell 0 from −0, and takes NaN where NaN is expected", () => {
		expect(summary([0, Number.NaN], [-0, Number.NaN])).toBeUndefined();
	});

	it.each([
		[[[1], [2], [3]], [[1], [2]], "f returned 3 rows but 2 were expected."],
		[[1, 2, 3], [1], "f returned 3 numbers but 1 was expected."],
		[
			[[1, 2], [3]],
			[
				[1, 2],
				[3, 4],
			],
			"[1] of the result of f has 1 number but 2 were expected.",
		],
		[[[[1]]], [[[1]], [[2]]], "f returned 1 matrix but 2 were expected."],
		[5, [1, 2], "f returned the number 5 but an array of 2 numbers was expected."],
		[null, [1, 2], "f returned null but an array of 2 numbers was expected."],
		[[1, "2"], [1, 2], '[1] of the result of f is the text "2" but the number 2 was expected.'],
		[[1, [2]], [1, 2], "[1] of the result of f is an array but the number 2 was expected."],
		[[1, undefined], [1, 2], "[1] of the result of f is undefined but the number 2 was expected."],
		[
			[true, false],
			[true, true],
			"[1] of the result of f is false but should be true. 1 of 2 values differs.",
		],
		[
			[1],
			{ output: [1], weights: [1] },
			"f returned an array but an object with `output` and `weights` was expected.",
		],
		[
			{ output: [1] },
			{ output: [1], weights: [2] },
			"f returned an object without `weights`: `output` and `weights` were expected and `output` found.",
		],
		[
			{ output: [[1]], weights: [] },
			{ output: [[1]], weights: [2] },
			"weights of the result of f has 0 numbers but 1 was expected.",
		],
		[{ q: [[3]] }, { q: [[4]] }, "q[0][0] of the result of f is 3 but should be 4."],
		[new Map(), [1], "f returned a Map but an array of 1 number was expected."],
	])("%j instead of %j is told", (actual, expected, told) => {
		expect(summary(actual, expected)).toBe(told);
	});

	it("names a hole in an array", () => {
		const holes = new Array<number>(2);
		holes[1] = 1;
		expect(summary(holes, [1, 1])).toBe(
			"[0] of the result of f is a hole: nothing was put into the array there.",
		);
	});

	it("takes no number for Infinity, however large", () => {
		expect(summary(1e300, Infinity)).toMatch("should be Infinity");
		expect(summary(5, -Infinity)).toMatch("should be -Infinity");
		expect(summary(-Infinity, -Infinity)).toBeUndefined();
	});

	it("explains NaN and Infinity, and points there first", () => {
		expect(summary([5, Number.NaN], [1, 2])).toMatch(
			/^\[1\] of the result of f is NaN but should be 2: NaN means “not a number”/,
		);
		expect(summary(Infinity, 1)).toMatch(/^f returned Infinity but should be 1: a number grew/);
	});

	it("shows as many digits as it takes to see the difference", () => {
		expect(summary(0.123456789, 0.12345)).toBe("f returned 0.12346 but should be 0.12345.");
	});

	it("tells rounding from other mistakes", () => {
		const fault = (actual: unknown, expected: unknown) =>
			difference(resultOf("f"), actual, expected)?.fault;
		expect(fault([0.33, 0.67], [1 / 3, 2 / 3])).toBe("rounded");
		expect(fault([0.34, 0.67], [1 / 3, 2 / 3])).toBeUndefined();
		expect(fault([0, 1], [0.1, 0.9])).toBeUndefined(); // a hard maximum, not rounding
		expect(fault(0.5, 0.52)).toBeUndefined(); // may be chance
		expect(fault([1 / 3].map(Math.fround), [1 / 3])).toBe("single-precision");
	});
});

describe("what is shown of large values", () => {
	const large = (n: number, changed: number) => ({
		weights: Array.from({ length: 6 }, (_, i) => Array.from({ length: n }, (_, j) => i + j / 7)),
		output: [[1, changed]],
	});

	it("is the row that differs", () => {
		const found = difference(resultOf("f"), large(20, 2), large(20, 3));
		expect(found).toMatchObject({
			summary: "output[0][1] of the result of f is 2 but should be 3. 1 of 122 values differs.",
			expected: "output[0] is [1, 3]",
			actual: "output[0] is [1, 2]",
		});
	});

	it("is their sizes when these differ", () => {
		const found = difference(resultOf("f"), large(21, 2), large(20, 2));
		expect(found).toMatchObject({
			expected: "{ weights: [6 × 20], output: [1 × 2] }",
			actual: "{ weights: [6 × 21], output: [1 × 2] }",
		});
	});
});
