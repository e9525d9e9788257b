import { expect, it } from "vitest";
import { learningRateAt } from "../../../src/tensor/gpt/learning-rate";

const options = { steps: 110, learningRate: 1, warmUp: 10 };
const rates = Array.from({ length: 110 }, (_, step) => learningRateAt(step, options));

it("the learning rate climbs in a line to its height while it warms up", () => {
	expect(rates[0]).toBeCloseTo(0.1, 12);
	expect(rates[4]).toBeCloseTo(0.5, 12);
	expect(rates[9]).toBe(1);
	expect(rates[10]).toBe(1);
});

it("the learning rate falls along a cosine to a tenth", () => {
	expect(rates[60]).toBeCloseTo(0.55, 12);
	expect(rates[35]).toBeCloseTo(0.1 + 0.9 * (0.5 + Math.SQRT1_2 / 2), 12);
	expect(learningRateAt(110, options)).toBeCloseTo(0.1, 12);
	for (let step = 11; step < 110; step++) expect(rates[step]!).toBeLessThan(rates[step - 1]!);
});

it("the learning rate stays a number without a warm-up, and when the warm-up is all", () => {
	expect(learningRateAt(0, { steps: 5, learningRate: 1, warmUp: 0 })).toBe(1);
	expect(learningRateAt(5, { steps: 5, learningRate: 1, warmUp: 5 })).toBe(1);
});
