import { numericalGradient, softmax, softmaxBackward } from "attention-lab";
import fc from "fast-check";
import * as mathjs from "mathjs";
import { expect, it } from "vitest";
import { number, vectorOf } from "./arbitraries";
import { deepFreeze } from "./deep-freeze";
import { expectClose } from "./expect-close";

const inputs = fc
	.integer({ min: 1, max: 6 })
	.chain((n) => fc.record({ scores: vectorOf(n), dp: vectorOf(n) }));

it("softmaxBackward(p, dp) is dp times the matrix of all ∂pᵢ/∂sⱼ = pᵢ(δᵢⱼ − pⱼ), by mathjs", () => {
	fc.assert(
		fc.property(inputs, ({ scores, dp }) => {
			const p = softmax(scores);
			deepFreeze([p, dp]);
			const jacobian = mathjs.subtract(
				mathjs.diag(p),
				mathjs.multiply(
					p.map((weight) => [weight]),
					[p],
				),
			);
			expectClose(softmaxBackward(p, dp), mathjs.multiply([...dp], jacobian) as number[]);
		}),
	);
});

it("softmaxBackward(softmax(s), dp) is the symbolic derivative of Σ dpᵢ·pᵢ, by mathjs", () => {
	const loss = "(u * exp(a) + v * exp(b) + w * exp(c)) / (exp(a) + exp(b) + exp(c))";
	const slopes = ["a", "b", "c"].map((score) => mathjs.derivative(loss, score));
	fc.assert(
		fc.property(vectorOf(3), vectorOf(3), ([a = 0, b = 0, c = 0], [u = 0, v = 0, w = 0]) => {
			const expected = slopes.map((slope) => slope.evaluate({ a, b, c, u, v, w }));
			expectClose(softmaxBackward(softmax([a, b, c]), [u, v, w]), expected);
		}),
	);
});

it("softmaxBackward(softmax(s), dp) is what small steps of the scores measure", () => {
	fc.assert(
		fc.property(inputs, ({ scores, dp }) => {
			const loss = ([s]: readonly (readonly number[])[]) =>
				softmax(s!).reduce((sum, weight, i) => sum + weight * dp[i]!, 0);
			const [measured] = numericalGradient(loss, [scores]);
			softmaxBackward(softmax(scores), dp).forEach((slope, i) => {
				expect(Math.abs(slope - measured![i]!)).toBeLessThan(1e-8);
			});
		}),
	);
});

it("softmaxBackward(p, dp) sums to 0: what one score gains, the others lose", () => {
	fc.assert(
		fc.property(inputs, number, ({ scores, dp }, common) => {
			const slopes = softmaxBackward(softmax(scores), dp);
			expectClose(
				slopes.reduce((a, b) => a + b, 0),
				0,
			);
			const shifted = softmaxBackward(
				softmax(scores),
				dp.map((value) => value + common),
			);
			expectClose(shifted, slopes);
		}),
	);
});

it("softmaxBackward(p, dp) gives zeros where all weights are 0", () => {
	expect(softmaxBackward([0, 0], [5, -3])).toEqual([0, -0]);
	expect(softmaxBackward([0.5, 0.25, 0.25], [4, 0, 8])).toEqual([0, -1, 1]);
	expect(() => softmaxBackward([1], [1, 2])).toThrow("p has 1 number but dp has 2 numbers");
});
