import { mixValues } from "attention-lab";
import fc from "fast-check";
import * as mathjs from "mathjs";
import { expect, it } from "vitest";
import { matrixOf } from "./arbitraries";
import { expectClose } from "./expect-close";

it("mixValues(weightRows, values) makes one mixture a query", () => {
	expect(
		mixValues(
			[
				[1, 0],
				[0.5, 0.5],
			],
			[
				[2, 4],
				[6, 8],
			],
		),
	).toEqual([
		[2, 4],
		[4, 6],
	]);
});

it("mixValues(weightRows, values) is the product of mathjs", () => {
	fc.assert(
		fc.property(matrixOf(2, 4), matrixOf(4, 3), (weightRows, values) =>
			expectClose(mixValues(weightRows, values), mathjs.multiply(weightRows, values)),
		),
	);
});

it("mixValues(weightRows, values) wants one weight a value and quotes the shapes", () => {
	expect(() => mixValues([[1, 0, 0, 0]], [[1], [2], [3], [4], [5]])).toThrow(
		"weightRows has 4 columns but values has 5 rows",
	);
});
