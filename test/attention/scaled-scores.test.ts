import { createRandom, scaledScores } from "attention-lab";
import fc from "fast-check";
import * as mathjs from "mathjs";
import { expect, it } from "vitest";
import { attentionInputs } from "./arbitraries";
import { expectClose } from "./expect-close";

it("scaledScores(q, k) divides every dot product by √d_k", () => {
	expect(scaledScores([[1, 1, 1, 1]], [[1, 2, 3, 4]])).toEqual([[5]]);
});

it("scaledScores(q, k) is q·kᵀ/√d_k in mathjs", () => {
	fc.assert(
		fc.property(attentionInputs, ({ q, k }) => {
			const products = mathjs.multiply(q, mathjs.transpose(k));
			expectClose(scaledScores(q, k), mathjs.divide(products, Math.sqrt(q[0]!.length)));
		}),
	);
});

it("scaledScores(q, k) of standard normal vectors has variance 1, whatever d_k", () => {
	for (const dK of [4, 64, 256]) {
		const random = createRandom(dK);
		const scores = scaledScores(random.matrix(80, dK), random.matrix(80, dK)).flat();
		expect(Number(mathjs.variance(scores))).toBeGreaterThan(0.8);
		expect(Number(mathjs.variance(scores))).toBeLessThan(1.2);
	}
});

it("scaledScores(q, k) refuses q and k of different lengths", () => {
	expect(() => scaledScores([[1, 2]], [[1]])).toThrow("q has 2 columns but k has 1 column");
});
