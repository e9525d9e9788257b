import { sinusoidalPositions } from "attention-lab";
import fc from "fast-check";
import * as mathjs from "mathjs";
import { expect, it } from "vitest";
import { expectClose } from "./expect-close";

it("sinusoidalPositions(n, d) has sine and cosine in turns, each pair slower than the one before", () => {
	expectClose(sinusoidalPositions(3, 4), [
		[0, 1, 0, 1],
		[Math.sin(1), Math.cos(1), Math.sin(0.01), Math.cos(0.01)],
		[Math.sin(2), Math.cos(2), Math.sin(0.02), Math.cos(0.02)],
	]);
});

it("sinusoidalPositions(n, d) has in each pair the two parts of exp(i · position / 10000^(2i/d))", () => {
	fc.assert(
		fc.property(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 6 }), (n, pairs) => {
			const encoded = sinusoidalPositions(n, 2 * pairs);
			for (let position = 0; position < n; position++)
				for (let pair = 0; pair < pairs; pair++) {
					const angle = position * Math.exp((-Math.log(10_000) * pair) / pairs);
					const turned = mathjs.complex({ r: 1, phi: angle });
					expectClose(encoded[position]!.slice(2 * pair, 2 * pair + 2), [turned.im, turned.re]);
				}
		}),
	);
});

it("sinusoidalPositions(n, d) lets the dot product of two positions depend on their distance alone", () => {
	const encoded = sinusoidalPositions(12, 16);
	const product = (i: number, j: number) =>
		encoded[i]!.reduce((sum, entry, c) => sum + entry * encoded[j]![c]!, 0);
	for (let i = 0; i < 9; i++) expectClose(product(i, i + 3), product(0, 3));
});

it("sinusoidalPositions(n, d) refuses what is no count, and an odd number of columns", () => {
	expect(() => sinusoidalPositions(0, 4)).toThrow("n is 0: it must be a whole number from 1");
	expect(() => sinusoidalPositions(3, 0)).toThrow("d is 0: it must be a whole number from 1");
	expect(() => sinusoidalPositions(3, 5)).toThrow(
		"d is 5: it must be even, because columns come in pairs",
	);
});
