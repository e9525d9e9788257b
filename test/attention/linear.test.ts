import { linear } from "attention-lab";
import fc from "fast-check";
import * as mathjs from "mathjs";
import { expect, it } from "vitest";
import { matrixOf, vectorOf } from "./arbitraries";
import { deepFreeze } from "./deep-freeze";
import { expectClose } from "./expect-close";

it("linear(x, w, b) multiplies every row by w and adds b", () => {
	expect(
		linear(
			[[1, 2]],
			[
				[1, 0, 1],
				[0, 1, 1],
			],
			[10, 20, 30],
		),
	).toEqual([[11, 22, 33]]);
});

it("linear(x, w) adds nothing", () => {
	expect(
		linear(
			[[1, 2]],
			[
				[1, 0, 1],
				[0, 1, 1],
			],
		),
	).toEqual([[1, 2, 3]]);
});

it("linear(x, w, b) is x·w + b in mathjs", () => {
	fc.assert(
		fc.property(matrixOf(4, 2), matrixOf(2, 3), vectorOf(3), (x, w, b) => {
			const everyRow = x.map(() => b);
			expectClose(
				linear(deepFreeze(x), w, deepFreeze(b)),
				mathjs.add(mathjs.multiply(x, w), everyRow),
			);
		}),
	);
});

it("linear(x, w, b) quotes the shapes that do not fit", () => {
	expect(() => linear([[1, 2]], [[1], [2], [3]])).toThrow("x has 2 columns but w has 3 rows");
	expect(() => linear([[1, 2]], [[1], [2]], [1, 2])).toThrow("b has 2 numbers but w has 1 column");
});
