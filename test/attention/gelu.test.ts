import { gelu } from "attention-lab";
import fc from "fast-check";
import * as mathjs from "mathjs";
import { expect, it } from "vitest";
import { expectClose } from "./expect-close";

it("gelu(x) is x·(1 + tanh(√(2/π)·(x + 0.044715·x³)))/2, as mathjs evaluates it", () => {
	const formula = mathjs.compile("x / 2 * (1 + tanh(sqrt(2 / pi) * (x + 0.044715 * x^3)))");
	fc.assert(
		fc.property(fc.double({ min: -30, max: 30, noNaN: true }), (x) => {
			expectClose(gelu(x), formula.evaluate({ x }));
		}),
	);
});

it("gelu(x) stays within 0.0005 of x times the normal distribution", () => {
	for (let x = -8; x <= 8; x += 0.01) {
		const exact = (x * (1 + Number(mathjs.erf(x / Math.SQRT2)))) / 2;
		expect(Math.abs(gelu(x) - exact)).toBeLessThan(0.0005);
	}
});

it("gelu(x) is 0 at 0, x far to the right and 0 far to the left", () => {
	expect(gelu(0)).toBe(0);
	expect(gelu(1e6)).toBe(1e6);
	expect(gelu(-1e6)).toBeCloseTo(0, 12);
	expect(gelu(1)).toBeCloseTo(0.8412, 4);
	expect(gelu(-1)).toBeCloseTo(-0.1588, 4);
});
