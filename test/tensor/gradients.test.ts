import { createRandom } from "attention-lab";
import * as tensors from "attention-lab/tensor";
import { multiply, sum, Tensor } from "attention-lab/tensor";
import { describe, expect, it } from "vitest";
import { exportedOperations } from "./exported-operations";
import { type GradientCase, gradientCases, withoutGradients } from "./gradient-cases";
import { expectNear } from "./kernels/expect-near";

/*
 * Every gradient against differences of the forward pass. A tensor knows its numbers to 6e-8 only, so a small step
 * would measure rounding; a step of 1/32 with the formula of fourth order is wrong by about 1e-6 either way.
 */
const step = 1 / 32;
const tolerance = 3e-4;

const seeds = [1, 2, 3, 4, 5, 6];
const drawn = seeds.map((seed) => gradientCases(createRandom(seed)));

describe("backward() gives what differences give:", () => {
	for (const [index, { operation, as }] of drawn[0]!.entries())
		it(`${operation}, ${as}`, () => {
			for (const cases of drawn) checkGradient(cases[index]!);
		});
});

it("every operation of attention-lab/tensor is in the list of checked gradients", () => {
	const checked = new Set(drawn[0]!.map(({ operation }) => operation));
	expect(exportedOperations()).toEqual([...checked, ...withoutGradients].sort());
});

it("would notice a gradient that is wrong, missing or overwritten", () => {
	const x = () => Tensor.fromRows([[1, 2, 3]]);
	const wrong = (slope: number, overwrites = false) => ({
		operation: "triple",
		as: "",
		inputs: [x()],
		compute: (y: Tensor | undefined) => {
			const triple = tensors.operation(
				"triple",
				[y!],
				y!.data.map((z) => 3 * z),
				y!.shape,
				(d) => {
					if (overwrites) y!.gradient = d.map((z) => slope * z);
					else
						tensors.addGradient(
							y!,
							d.map((z) => slope * z),
						);
				},
			);
			return tensors.add(triple, y!);
		},
	});
	checkGradient(wrong(3));
	expect(() => checkGradient(wrong(3.01))).toThrow(/gradient of input 0/);
	expect(() => checkGradient(wrong(0))).toThrow(/gradient of input 0/);
	expect(() => checkGradient(wrong(3, true))).toThrow(/gradient of input 0/);
});

/** Of Σ r · compute(inputs) with random r, by every number of every input, and by each input alone. */
function checkGradient({ operation, inputs, compute }: GradientCase): void {
	const probe = compute(...inputs);
	const r = Tensor.randomNormal(probe.shape, createRandom(99));
	const value = () => compute(...inputs).data.reduce((total, y, i) => total + y * r.data[i]!, 0); // in float64
	const expected = inputs.map((x) => differences(value, x.data));

	const subsets = inputs.length === 1 ? [[0]] : [inputs.keys(), ...inputs.map((_, i) => [i])];
	for (const subset of subsets) {
		const chosen = new Set(subset);
		for (const [i, x] of inputs.entries()) {
			x.requiresGradient = chosen.has(i);
			x.gradient = undefined;
		}
		sum(multiply(compute(...inputs), r)).backward();
		for (const [i, x] of inputs.entries()) {
			const name = `${operation} ${inputs.map(({ shape }) => `[${shape}]`)}: gradient of input ${i}`;
			if (!chosen.has(i)) expect(x.gradient, name).toBeUndefined();
			else expectNear(x.gradient!, expected[i]!, tolerance, name);
		}
	}
	for (const x of inputs) x.requiresGradient = false;
}

function differences(value: () => number, x: Float32Array): Float64Array {
	return Float64Array.from(x, (center, i) => {
		const at = (offset: number) => {
			x[i] = center + offset * step;
			return value();
		};
		const slope = (8 * (at(1) - at(-1)) - (at(2) - at(-2))) / (12 * step);
		x[i] = center;
		return slope;
	});
}
