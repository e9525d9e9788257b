import { applyRope, dot } from "attention-lab";
import fc from "fast-check";
import * as mathjs from "mathjs";
import { expect, it } from "vitest";
import { matrixOf, vectorOf } from "./arbitraries";
import { deepFreeze } from "./deep-freeze";
import { expectClose } from "./expect-close";

it("applyRope(x, positions, base) turns each pair of neighbouring columns by its own angle", () => {
	// 100^(−2/4) is a tenth: half a turn twice and a half, a quarter of a turn
	expectClose(applyRope([[1, 2, 3, 4]], [5 * Math.PI], 100), [[-1, -2, -4, 3]]);
});

it("applyRope(x, positions) multiplies pairs as complex numbers by exp(i · position · 10000^(−2i/d))", () => {
	fc.assert(
		fc.property(matrixOf(3, 6), vectorOf(3), (x, positions) => {
			deepFreeze([x, positions]);
			const expected = x.map((row, i) =>
				[0, 1, 2].flatMap((pair) => {
					const phi = positions[i]! / 10_000 ** (pair / 3);
					const turned = mathjs.multiply(
						mathjs.complex(row[2 * pair]!, row[2 * pair + 1]!),
						mathjs.complex({ r: 1, phi }),
					) as mathjs.Complex;
					return [turned.re, turned.im];
				}),
			);
			expectClose(applyRope(x, positions), expected);
		}),
	);
});

it("applyRope(x, positions) changes no length, and at position 0 nothing", () => {
	const x = [[3, 4, -1, 2]];
	expect(applyRope(x, [0])).toEqual(x);
	expectClose(dot(applyRope(x, [7])[0]!, applyRope(x, [7])[0]!), dot(x[0]!, x[0]!));
});

it("applyRope(x, positions) makes q·k depend on the difference of the positions alone", () => {
	fc.assert(
		fc.property(vectorOf(8), vectorOf(8), fc.integer({ min: -50, max: 50 }), (q, k, shift) => {
			const score = (i: number, j: number) => dot(applyRope([q], [i])[0]!, applyRope([k], [j])[0]!);
			expectClose(score(9 + shift, 4 + shift), score(9, 4));
		}),
	);
});

it("applyRope(x, positions) says what does not fit", () => {
	expect(() => applyRope([[1, 2, 3]], [0])).toThrow(
		"the number of columns of x is 3: it must be even",
	);
	expect(() => applyRope([[1, 2]], [0, 1])).toThrow("x has 1 row but positions has 2 numbers");
});
