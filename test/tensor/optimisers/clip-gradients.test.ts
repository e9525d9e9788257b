import { clipGradients, Tensor } from "attention-lab/tensor";
import { describe, expect, it } from "vitest";

const withGradient = (...gradient: number[]) => {
	const tensor = Tensor.zeros([gradient.length], { requiresGradient: true });
	tensor.gradient = Float32Array.from(gradient);
	return tensor;
};

describe("clipGradients", () => {
	it("shortens all gradients by the same factor, and returns their length before", () => {
		const parameters = [withGradient(3, 0), withGradient(4), Tensor.zeros([2])];
		expect(clipGradients(parameters, 1)).toBe(5);
		expect([...parameters[0]!.gradient!]).toEqual([Math.fround(0.6), 0]);
		expect([...parameters[1]!.gradient!]).toEqual([Math.fround(0.8)]);
	});

	it("leaves alone what is short enough", () => {
		const x = withGradient(3, 4);
		expect(clipGradients([x], 5)).toBe(5);
		expect([...x.gradient!]).toEqual([3, 4]);
		expect(clipGradients([], 1)).toBe(0);
	});

	it("does not turn NaN or Infinity into something that looks like a gradient", () => {
		expect(() => clipGradients([withGradient(1, Number.NaN)], 1)).toThrow(
			/length of the gradients is NaN/,
		);
		expect(() => clipGradients([withGradient(Infinity)], 1)).toThrow(/is Infinity/);
		expect(() => clipGradients([withGradient(1)], 0)).toThrow(/maxNorm is 0/);
	});
});
