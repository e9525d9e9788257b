import { softmax, weightedSum } from "attention-lab";
import fc from "fast-check";
import * as mathjs from "mathjs";
import { expect, it } from "vitest";
import { matrixOf, size, vectorOf } from "./arbitraries";
import { deepFreeze } from "./deep-freeze";
import { expectClose } from "./expect-close";

const weighted = fc.tuple(size, size).chain(([n, d]) => fc.tuple(vectorOf(n), matrixOf(n, d)));

it("weightedSum(weights, values) mixes the rows of values", () => {
	expect(
		weightedSum(
			[0.25, 0.75],
			[
				[4, 0],
				[0, 8],
			],
		),
	).toEqual([1, 6]);
});

it("weightedSum(weights, values) is weights times values in mathjs", () => {
	fc.assert(
		fc.property(weighted, ([weights, values]) =>
			expectClose(weightedSum(weights, values), mathjs.multiply(weights, values)),
		),
	);
});

it("weightedSum(softmax(…), values) stays within the lowest and highest value of each column", () => {
	fc.assert(
		fc.property(weighted, ([scores, values]) => {
			weightedSum(softmax(scores), values).forEach((x, j) => {
				const column = values.map((row) => row[j]!);
				expect(x).toBeGreaterThanOrEqual(Math.min(...column) - 1e-9);
				expect(x).toBeLessThanOrEqual(Math.max(...column) + 1e-9);
			});
		}),
	);
});

it("weightedSum(weights, values) with all weight on one row is that row, as a fresh array", () => {
	const values = deepFreeze([
		[1, 2],
		[3, 4],
	]);
	expect(weightedSum([0, 1], values)).toEqual([3, 4]);
	expect(weightedSum([0, 1], values)).not.toBe(values[1]);
});

it("weightedSum(weights, values) takes nothing of a value of weight 0, even if it is infinite", () => {
	expect(
		weightedSum(
			[0, 1],
			[
				[Infinity, NaN],
				[3, 4],
			],
		),
	).toEqual([3, 4]);
});

it("weightedSum(weights, values) wants one weight a value", () => {
	expect(() => weightedSum([1, 0], [[1]])).toThrow("weights has 2 numbers but values has 1 row");
});
