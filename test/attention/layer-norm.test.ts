import { layerNorm } from "attention-lab";
import fc from "fast-check";
import * as mathjs from "mathjs";
import { expect, it } from "vitest";
import { matrixOf, number, vectorOf } from "./arbitraries";
import { deepFreeze } from "./deep-freeze";
import { expectClose } from "./expect-close";

const inputs = fc
	.record({ n: fc.integer({ min: 1, max: 5 }), d: fc.integer({ min: 1, max: 7 }) })
	.chain(({ n, d }) =>
		fc.record({ x: matrixOf(n, d), gamma: vectorOf(d), beta: vectorOf(d), d: fc.constant(d) }),
	);

it("layerNorm(x, gamma, beta, epsilon) is (row − mean)/√(variance + epsilon)·gamma + beta, by mathjs", () => {
	fc.assert(
		fc.property(
			inputs,
			fc.double({ min: 1e-3, max: 2, noNaN: true }),
			({ x, gamma, beta }, epsilon) => {
				deepFreeze([x, gamma, beta]);
				const expected = x.map((row) => {
					const numbers = [...row];
					const deviation = Math.sqrt(Number(mathjs.variance(numbers, "uncorrected")) + epsilon);
					const centred = mathjs.subtract(numbers, mathjs.mean(numbers));
					const scaled = mathjs.dotMultiply(mathjs.divide(centred, deviation), [...gamma]);
					return mathjs.add(scaled, [...beta]);
				});
				expectClose(layerNorm(x, gamma, beta, epsilon), expected);
			},
		),
	);
});

it("layerNorm(x, 1, 0, 0) gives every row the mean 0 and the variance 1, divided by d", () => {
	const x = [
		[1, 2, 3, 4],
		[1000, 1002, 1001, 999],
		[-0.1, 0.2, 0.3, 0.1],
	];
	for (const row of layerNorm(x, [1, 1, 1, 1], [0, 0, 0, 0], 0)) {
		expectClose(mathjs.mean(row), 0);
		expectClose(Number(mathjs.variance(row, "uncorrected")), 1);
	}
	expect(layerNorm([[1, 3]], [1, 1], [0, 0], 0)).toEqual([[-1, 1]]);
});

it("layerNorm(x, gamma, beta) adds 1e-5 to the variance, so that equal numbers become beta", () => {
	expect(layerNorm([[5, 5, 5]], [1, 2, 3], [4, 5, 6])).toEqual([[4, 5, 6]]);
	expectClose(layerNorm([[0, 2]], [1, 1], [0, 0]), [
		[-1 / Math.sqrt(1 + 1e-5), 1 / Math.sqrt(1 + 1e-5)],
	]);
});

it("layerNorm(x, gamma, beta) treats every token by itself", () => {
	fc.assert(
		fc.property(inputs, ({ x, gamma, beta }) => {
			const together = layerNorm(x, gamma, beta);
			expect(x.map((row) => layerNorm([row], gamma, beta)[0])).toEqual(together);
		}),
	);
});

it("layerNorm(x, 1, 0, 0) forgets what is added to a row, and what it is multiplied by", () => {
	fc.assert(
		fc.property(
			fc.uniqueArray(fc.integer({ min: -99, max: 99 }), { minLength: 2, maxLength: 6 }),
			number,
			fc.integer({ min: 1, max: 9 }),
			(row, shift, factor) => {
				const [ones, zeros] = [row.map(() => 1), row.map(() => 0)];
				const [once] = layerNorm([row], ones, zeros, 0);
				const [again] = layerNorm([row.map((value) => factor * value + shift)], ones, zeros, 0);
				expectClose(again, once);
			},
		),
	);
});

it("layerNorm(x, gamma, beta, epsilon) quotes what does not fit", () => {
	expect(() => layerNorm([[1, 2]], [1], [0, 0])).toThrow("x has 2 columns but gamma has 1 number");
	expect(() => layerNorm([[1, 2]], [1, 1], [0, 0, 0])).toThrow(
		"x has 2 columns but beta has 3 numbers",
	);
	expect(() => layerNorm([[1, 2]], [1, 1], [0, 0], -1)).toThrow(
		"epsilon is -1: it must be a number from 0",
	);
	expect(() => layerNorm([], [1], [0])).toThrow("x has no rows");
});
