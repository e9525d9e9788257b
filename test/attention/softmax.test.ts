import { softmax, type Vector } from "attention-lab";
import fc from "fast-check";
import * as mathjs from "mathjs";
import { describe, expect, it } from "vitest";
import { number, size, vectorOf } from "./arbitraries";
import { deepFreeze } from "./deep-freeze";
import { expectClose } from "./expect-close";

const someScores = size.chain((n) => vectorOf(n));
const sum = (row: Vector) => row.reduce((a, b) => a + b);

it("softmax(scores) gives shares in proportion to exp(score)", () => {
	expectClose(softmax([0, Math.log(3)]), [0.25, 0.75]);
});

it("softmax(scores) is exp over the sum of exp, with 64 digits in mathjs", () => {
	const precise = mathjs.create(mathjs.all!, { number: "BigNumber", precision: 64 });
	fc.assert(
		fc.property(someScores, (scores) => {
			const powers = scores.map((score) => precise.exp(precise.bignumber(score)));
			const total = powers.reduce((a, b) => a.plus(b));
			expectClose(
				softmax(scores),
				powers.map((power) => power.div(total).toNumber()),
			);
		}),
		{ numRuns: 30 },
	);
});

it("softmax(scores) lies between 0 and 1 and sums to 1", () => {
	fc.assert(
		fc.property(
			fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: 1 }),
			(scores) => {
				const weights = softmax(scores);
				for (const weight of weights) expect(weight >= 0 && weight <= 1).toBe(true);
				expectClose(sum(weights), 1);
			},
		),
	);
});

it("softmax(scores) does not change when every score moves by the same amount", () => {
	fc.assert(
		fc.property(someScores, number, (scores, shift) =>
			expectClose(softmax(scores.map((score) => score + shift)), softmax(scores)),
		),
	);
});

it("softmax(scores) keeps the order: a higher score never weighs less", () => {
	fc.assert(
		fc.property(someScores, (scores) => {
			const weights = softmax(scores);
			scores.forEach((a, i) => {
				scores.forEach((b, j) => {
					if (a > b) expect(weights[i]).toBeGreaterThanOrEqual(weights[j]!);
					if (a === b) expect(weights[i]).toBe(weights[j]);
				});
			});
		}),
	);
});

it("softmax(scores) of reordered scores is the reordered softmax", () => {
	fc.assert(
		fc.property(someScores, (scores) => {
			expectClose(softmax(scores.toReversed()), softmax(scores).toReversed());
		}),
	);
});

it("softmax(scores) returns a fresh array and leaves its input alone", () => {
	const scores = deepFreeze([3, 1, 2]);
	expect(softmax(scores)).toEqual(softmax(scores));
	expect(softmax(scores)).not.toBe(softmax(scores));
	expect(scores).toEqual([3, 1, 2]);
});

describe("at the edges, softmax(scores)", () => {
	it("survives scores far beyond the range of exp", () => {
		expectClose(softmax([1000, 1000 + Math.log(3)]), [0.25, 0.75]);
		expectClose(softmax([-1000, -1000 + Math.log(3)]), [0.25, 0.75]);
		expect(softmax([Number.MAX_VALUE, -Number.MAX_VALUE])).toEqual([1, 0]);
	});

	it("takes a row of a million scores", () => {
		const weights = softmax(Array.from({ length: 1e6 }, (_, i) => i % 3));
		expect(weights).toHaveLength(1e6);
		expectClose(sum(weights), 1);
	});

	it("gives the only score the whole weight", () => {
		expect(softmax([-7])).toEqual([1]);
	});

	it("gives −Infinity no weight", () => {
		expectClose(softmax([0, -Infinity, Math.log(3)]), [0.25, 0, 0.75]);
	});

	it("gives all zeros when every score is −Infinity: there is nothing to attend to", () => {
		expect(softmax([-Infinity, -Infinity])).toEqual([0, 0]);
	});

	it("lets scores of +Infinity share the whole weight", () => {
		expect(softmax([Infinity, 5, Infinity, -Infinity])).toEqual([0.5, 0, 0.5, 0]);
	});

	it("does not hide a NaN", () => {
		expect(softmax([1, NaN, 2])).toEqual([NaN, NaN, NaN]);
		expect(softmax([NaN, Infinity])).toEqual([NaN, NaN]);
	});

	it("refuses an empty row", () => {
		expect(() => softmax([])).toThrow("scores is empty: it needs at least one number");
	});
});
