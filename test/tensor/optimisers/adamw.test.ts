import { createRandom } from "attention-lab";
import { adamW, multiply, subtract, sum, Tensor } from "attention-lab/tensor";
import { describe, expect, it } from "vitest";

const parameter = (...row: number[]) => Tensor.fromRows([row], { requiresGradient: true });

describe("adamW (torch.test.ts holds it against PyTorch's)", () => {
	it("finds the lowest point of a valley that is a thousand times steeper one way", () => {
		const x = Tensor.randomNormal([1, 2], createRandom(5), 1, { requiresGradient: true });
		const goal = Tensor.fromRows([[3, -2]]);
		const steepness = Tensor.fromRows([[1000, 1]]);
		const optimiser = adamW([x], { learningRate: 0.1, weightDecay: 0 });
		for (let step = 0; step < 500; step++) {
			const distance = subtract(x, goal);
			const loss = sum(multiply(multiply(distance, distance), steepness));
			optimiser.zeroGradient();
			loss.backward();
			optimiser.step();
			optimiser.learningRate *= 0.99;
		}
		expect(x.data[0]).toBeCloseTo(3, 2);
		expect(x.data[1]).toBeCloseTo(-2, 2);
	});

	it("takes a first step of the size of the learning rate, whatever the size of the gradient", () => {
		const x = parameter(1, 1, 1);
		x.gradient = Float32Array.of(1e-4, -1, 1e4);
		adamW([x], { learningRate: 0.25, weightDecay: 0 }).step();
		for (const [i, expected] of [0.75, 1.25, 0.75].entries())
			expect(x.data[i]).toBeCloseTo(expected, 4);
	});

	it("decays weights also where the gradient is zero, and leaves alone what no gradient reached", () => {
		const [x, unreached] = [parameter(2), parameter(2)];
		x.gradient = Float32Array.of(0);
		adamW([x, unreached], { learningRate: 0.1, weightDecay: 0.5 }).step();
		expect(x.data[0]).toBeCloseTo(2 * (1 - 0.1 * 0.5), 6);
		expect(unreached.data[0]).toBe(2);
	});

	it("stops before a gradient that is not finite, and changes nothing", () => {
		const [x, y] = [parameter(1), parameter(1, 2)];
		x.gradient = Float32Array.of(1);
		y.gradient = Float32Array.of(0, Number.NaN);
		const optimiser = adamW([x, y], { learningRate: 0.1 });
		expect(() => optimiser.step()).toThrow(
			/adamW: the gradient of parameter 1, \[1, 2\], is not finite/,
		);
		expect([...x.data, ...y.data]).toEqual([1, 1, 2]);
	});

	it("says so when backward() was forgotten, or an option is out of range", () => {
		expect(() => adamW([parameter(1)], { learningRate: 0.1 }).step()).toThrow(/call backward\(\)/);
		expect(() => adamW([], { learningRate: -1 })).toThrow(/learningRate is -1/);
		expect(() => adamW([], { learningRate: Number.NaN })).toThrow(/learningRate is NaN/);
		expect(() => adamW([], { learningRate: 1, betas: [0.9, 1] })).toThrow(
			/betas\[1\] is 1.*below 1/,
		);
		expect(() => adamW([], { learningRate: 1, weightDecay: -0.1 })).toThrow(/weightDecay is -0.1/);
	});
});
