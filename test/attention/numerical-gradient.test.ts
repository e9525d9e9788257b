import { numericalGradient } from "attention-lab";
import fc from "fast-check";
import * as mathjs from "mathjs";
import { expect, it } from "vitest";
import { matrixOf, size } from "./arbitraries";
import { deepFreeze } from "./deep-freeze";
import { expectClose } from "./expect-close";

it("numericalGradient(f, x, epsilon) of a cubic is 3a·x² + a·epsilon², entry by entry", () => {
	const inputs = fc
		.tuple(size, size)
		.chain(([n, d]) => fc.record({ x: matrixOf(n, d), a: matrixOf(n, d) }));
	fc.assert(
		fc.property(inputs, fc.double({ min: 0.1, max: 1, noNaN: true }), ({ x, a }, epsilon) => {
			deepFreeze(x);
			const f = (y: readonly (readonly number[])[]) =>
				y.reduce((s, row, i) => row.reduce((t, value, j) => t + a[i]![j]! * value ** 3, s), 0);
			const expected = x.map((row, i) =>
				row.map((value, j) => a[i]![j]! * (3 * value ** 2 + epsilon ** 2)),
			);
			const result = numericalGradient(f, x, epsilon);
			result.forEach((row, i) => {
				row.forEach((value, j) => {
					expect(Math.abs(value - expected[i]![j]!)).toBeLessThan(1e-8);
				});
			});
		}),
	);
});

it("numericalGradient(f, x) takes steps of 1e-5", () => {
	const cube = (x: readonly (readonly number[])[]) => 1e6 * x[0]![0]! ** 3;
	expectClose(numericalGradient(cube, [[0]]), [[1e-4]]);
});

it("numericalGradient(f, x) is the symbolic derivative, to seven digits", () => {
	const text = "sin(a) * exp(b) + a^2 / (1 + b^2)";
	const f = mathjs.compile(text);
	const [a, b] = [0.7, -0.4];
	const [[byA, byB]] = numericalGradient(
		(x) => f.evaluate({ a: x[0]![0], b: x[0]![1] }),
		[[a, b]],
	) as [[number, number]];
	expect(byA).toBeCloseTo(mathjs.derivative(text, "a").evaluate({ a, b }), 8);
	expect(byB).toBeCloseTo(mathjs.derivative(text, "b").evaluate({ a, b }), 8);
});

it("numericalGradient(f, x) hands f a new matrix each time, which it may keep", () => {
	const seen: unknown[] = [];
	numericalGradient((x) => seen.push(x), [[1, 2]], 0.5);
	expect(seen).toEqual([[[1.5, 2]], [[0.5, 2]], [[1, 2.5]], [[1, 1.5]]]);
});

it("numericalGradient(f, x, epsilon) needs a step, and numbers", () => {
	expect(() => numericalGradient(() => 0, [[1]], 0)).toThrow("epsilon is 0");
	expect(() => numericalGradient(() => 0, [])).toThrow("x has no rows");
});
