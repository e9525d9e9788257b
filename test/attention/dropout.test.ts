import { createRandom, dropout } from "attention-lab";
import fc from "fast-check";
import { expect, it } from "vitest";
import { matrixOf } from "./arbitraries";
import { deepFreeze } from "./deep-freeze";
import { expectClose } from "./expect-close";

it("dropout(x, p, rng, true) draws once for each entry, row by row: below p it becomes 0, else entry/(1 − p)", () => {
	fc.assert(
		fc.property(
			matrixOf(3, 4),
			fc.double({ min: 0, max: 0.9, noNaN: true }),
			fc.nat(),
			(x, p, seed) => {
				deepFreeze(x);
				const draws = createRandom(seed);
				const expected: number[][] = [];
				for (const row of x) {
					const kept: number[] = [];
					for (const value of row) kept.push(draws.uniform() < p ? 0 : value / (1 - p));
					expected.push(kept);
				}
				expectClose(dropout(x, p, createRandom(seed), true), expected);
			},
		),
	);
});

it("dropout(x, p, rng, true) keeps the mean, and drops a share of p", () => {
	const x = Array.from({ length: 200 }, () => Array.from({ length: 200 }, () => 1));
	const entries = dropout(x, 0.3, createRandom(5), true).flat();
	const mean = entries.reduce((a, b) => a + b) / entries.length;
	expect(mean).toBeCloseTo(1, 1.5);
	expect(entries.filter((value) => value === 0).length / entries.length).toBeCloseTo(0.3, 1.5);
});

it("dropout(x, p, rng, false) gives x, as new arrays, and draws nothing", () => {
	const x = deepFreeze([
		[1, 2],
		[3, 4],
	]);
	const never = {
		uniform: () => {
			throw new Error("drawn");
		},
	};
	const result = dropout(x, 0.5, never, false);
	expect(result).toEqual(x);
	expect(result[0]).not.toBe(x[0]);
});

it("dropout(x, 0, …) gives x and dropout(x, 1, …) zeros", () => {
	expect(dropout([[1, 2]], 0, createRandom(1), true)).toEqual([[1, 2]]);
	expect(dropout([[1, 2]], 1, createRandom(1), true)).toEqual([[0, 0]]);
});

it("dropout(x, p, …) says what is no probability", () => {
	for (const p of [-0.1, 1.1, Number.NaN])
		expect(() => dropout([[1]], p, createRandom(1), true)).toThrow(
			`p is ${p}: it must be a probability, from 0 to 1`,
		);
	expect(() => dropout([], 0.5, createRandom(1), true)).toThrow("x has no rows");
});
