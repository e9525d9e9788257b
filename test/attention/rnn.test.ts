import { rnnForward, rnnGradientNorms } from "attention-lab";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { matrixOf, vectorOf } from "./arbitraries";
import { deepFreeze } from "./deep-freeze";
import { expectClose } from "./expect-close";

const inputs = fc.record({
	xs: matrixOf(4, 2),
	wx: matrixOf(2, 3, fc.double({ min: -1, max: 1, noNaN: true })),
	wh: matrixOf(3, 3, fc.double({ min: -1, max: 1, noNaN: true })),
	b: vectorOf(3, fc.double({ min: -1, max: 1, noNaN: true })),
});

describe("rnnForward(xs, { wx, wh, b })", () => {
	it("starts from zeros and takes each state into the next", () => {
		const states = rnnForward([[1], [0], [3]], { wx: [[1]], wh: [[2]], b: [0.5] });
		const first = Math.tanh(1.5);
		const second = Math.tanh(2 * first + 0.5);
		expectClose(states, [[first], [second], [Math.tanh(3 + 2 * second + 0.5)]]);
	});

	it("is the last step of one that has seen all but the last input", () => {
		fc.assert(
			fc.property(inputs, ({ xs, wx, wh, b }) => {
				deepFreeze([xs, wx, wh, b]);
				const before = rnnForward(xs.slice(0, -1), { wx, wh, b }).at(-1)!;
				// one step without a state: what the state adds, comes through the bias
				const carried = b.map(
					(bias, c) => bias + before.reduce((s, h, a) => s + h * wh[a]![c]!, 0),
				);
				const step = rnnForward(xs.slice(-1), { wx, wh, b: carried });
				expectClose(rnnForward(xs, { wx, wh, b }).slice(-1), step);
			}),
		);
	});

	it("quotes the shapes that do not fit", () => {
		expect(() => rnnForward([[1, 2]], { wx: [[1]], wh: [[1]], b: [0] })).toThrow(
			"xs has 2 columns but wx has 1 row",
		);
		expect(() => rnnForward([[1]], { wx: [[1]], wh: [[1]], b: [0, 0] })).toThrow(
			"wx has 1 column but b has 2 numbers",
		);
		expect(() => rnnForward([[1]], { wx: [[1]], wh: [[1], [1]], b: [0] })).toThrow(
			"wh has 2 rows but wx has 1 column",
		);
	});
});

describe("rnnGradientNorms(xs, weights)", () => {
	it("has a product of slopes and of wh for every step of distance", () => {
		const weights = { wx: [[3]], wh: [[0.5]], b: [0] };
		const slopes = rnnForward([[1], [-2]], weights).map(([h]) => 1 - h! ** 2);
		expectClose(rnnGradientNorms([[1], [-2]], weights), [
			3 * slopes[1]!,
			3 * slopes[1]! * 0.5 * slopes[0]!,
		]);
	});

	it("is what differences of the last state say", () => {
		const small = inputs.map(({ xs, ...weights }) => ({
			xs: xs.map((row) => row.map((x) => x / 10)),
			weights,
		}));
		fc.assert(
			fc.property(small, ({ xs, weights }) => {
				deepFreeze([xs, weights]);
				const norms = rnnGradientNorms(xs, weights);
				expect(norms).toHaveLength(xs.length);
				norms.forEach((norm, distance) => {
					expect(norm).toBeCloseTo(byDifferences(xs, weights, distance), 6);
				});
			}),
		);
	});
});

function byDifferences(
	xs: readonly (readonly number[])[],
	weights: Parameters<typeof rnnForward>[1],
	distance: number,
): number {
	const epsilon = 1e-5;
	const t = xs.length - 1 - distance;
	let squares = 0;
	for (let c = 0; c < xs[0]!.length; c++) {
		const [up, down] = [epsilon, -epsilon].map((shift) => {
			const moved = xs.map((row, i) => row.map((x, a) => (i === t && a === c ? x + shift : x)));
			return rnnForward(moved, weights).at(-1)!;
		});
		for (const [r, h] of up!.entries()) squares += ((h - down![r]!) / (2 * epsilon)) ** 2;
	}
	return Math.sqrt(squares);
}
