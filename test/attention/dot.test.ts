import { dot, type Vector } from "attention-lab";
import fc from "fast-check";
import * as mathjs from "mathjs";
import { expect, it } from "vitest";
import { size, vectorOf } from "./arbitraries";
import { expectClose } from "./expect-close";

const twoVectors = size.chain((n) => fc.tuple(vectorOf(n), vectorOf(n)));

it("dot(a, b) multiplies entry by entry and adds", () => {
	expect(dot([1, 2, 0], [3, 1, 5])).toBe(5);
});

it("dot(a, b) is the dot product of mathjs", () => {
	fc.assert(fc.property(twoVectors, ([a, b]) => expectClose(dot(a, b), mathjs.dot(a, b))));
});

it("dot(a, b) is dot(b, a)", () => {
	fc.assert(fc.property(twoVectors, ([a, b]) => expectClose(dot(a, b), dot(b, a))));
});

it("dot(a, a) is never negative", () => {
	fc.assert(
		fc.property(
			size.chain((n) => vectorOf(n)),
			(a) => dot(a, a) >= 0,
		),
	);
});

it("dot(a, b) refuses different lengths and quotes them", () => {
	expect(() => dot([1], [1, 2])).toThrow("a has 1 number but b has 2 numbers");
});

it("dot(a, b) refuses what is no array of numbers and says what it is", () => {
	const call = (a: unknown) => () => dot(a as Vector, [1]);
	expect(call(undefined)).toThrow("a is undefined, not an array of numbers");
	expect(call(new Float64Array(1))).toThrow(
		"a is a Float64Array, not an array of numbers; Array.from(a) makes it one",
	);
	expect(call({ 0: 1 })).toThrow("a is an object, not an array of numbers");
	expect(call([])).toThrow("a is empty: it needs at least one number");
	expect(call(["3"])).toThrow('a[0] is the text "3", not a number');
	expect(call([[1]])).toThrow("a[0] is an array, not a number");
	expect(call(new Array(1))).toThrow("a[0] is undefined, not a number");
});
