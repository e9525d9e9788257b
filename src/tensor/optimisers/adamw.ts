import { shapeText } from "../shape";
import type { Tensor } from "../tensor";

export interface AdamWOptions {
	/** α, how far a step goes. */
	readonly learningRate: number;
	/** β₁ and β₂, how much of the running means of the gradient and of its square is kept. Default 0.9, 0.999. */
	readonly betas?: readonly [number, number];
	/** ε, added to the root of the mean square. Default 1e-8. */
	readonly epsilon?: number;
	/** λ: each step multiplies every number by 1 − learningRate · weightDecay. Default 0.01. */
	readonly weightDecay?: number;
}

export interface AdamW {
	/** May be changed between steps, as a schedule does. */
	learningRate: number;
	/** Moves every parameter against its gradient. One that no `backward()` has reached stays where it is. */
	step(): void;
	/** Forgets the gradients of all parameters, before the next `backward()`. */
	zeroGradient(): void;
}

/**
 * Gradient descent with a step size for each number, and weight decay apart from the gradient.
 *
 * @example
 * const optimiser = adamW(parameters, { learningRate: 1e-3 });
 * optimiser.zeroGradient(); lossOf(batch).backward(); optimiser.step();
 * @throws RangeError when an option is out of range, or in step() when a gradient is not finite
 * Source: Loshchilov and Hutter 2019, "Decoupled Weight Decay Regularization", algorithm 2; as in PyTorch's
 * AdamW the decay is λ·α, not λ alone.
 */
export function adamW(parameters: readonly Tensor[], options: AdamWOptions): AdamW {
	const { betas = [0.9, 0.999], epsilon = 1e-8, weightDecay = 0.01 } = options;
	const [beta1, beta2] = betas;
	checkRange("learningRate", options.learningRate, 0, Infinity);
	checkRange("betas[0]", beta1, 0, 1);
	checkRange("betas[1]", beta2, 0, 1);
	checkRange("epsilon", epsilon, 0, Infinity);
	checkRange("weightDecay", weightDecay, 0, Infinity);
	const moments = parameters.map(({ size }) => ({
		steps: 0,
		mean: new Float32Array(size), // m: of the gradient
		square: new Float32Array(size), // v: of its square
	}));

	const move = ({ data, gradient }: Tensor, moment: (typeof moments)[number], rate: number) => {
		if (!gradient) return;
		const { mean, square } = moment;
		moment.steps++;
		const stepSize = rate / (1 - beta1 ** moment.steps);
		const rootCorrection = Math.sqrt(1 - beta2 ** moment.steps);
		const kept = 1 - rate * weightDecay;
		for (let i = 0; i < data.length; i++) {
			const g = gradient[i]!;
			const m = beta1 * mean[i]! + (1 - beta1) * g;
			const v = beta2 * square[i]! + (1 - beta2) * g * g;
			mean[i] = m;
			square[i] = v;
			data[i] = data[i]! * kept - (stepSize * m) / (Math.sqrt(v) / rootCorrection + epsilon);
		}
	};

	return {
		learningRate: options.learningRate,
		step() {
			checkRange("learningRate", this.learningRate, 0, Infinity);
			checkGradients(parameters);
			for (const [i, parameter] of parameters.entries())
				move(parameter, moments[i]!, this.learningRate);
		},
		zeroGradient() {
			for (const parameter of parameters) parameter.zeroGradient();
		},
	};
}

/** A step with NaN would spoil the parameters and the moments for good. */
function checkGradients(parameters: readonly Tensor[]): void {
	if (parameters.length > 0 && parameters.every(({ gradient }) => !gradient))
		throw new Error(
			"adamW: no parameter has a gradient: call backward() on the loss before step()",
		);
	for (const [i, { gradient, shape }] of parameters.entries())
		if (gradient && !allFinite(gradient))
			throw new RangeError(
				`adamW: the gradient of parameter ${i}, ${shapeText(shape)}, is not finite: take a smaller ` +
					"learning rate, or clipGradients before step()",
			);
}

function allFinite(numbers: Float32Array): boolean {
	for (let i = 0; i < numbers.length; i++) if (!Number.isFinite(numbers[i]!)) return false;
	return true;
}

function checkRange(name: string, value: number, low: number, high: number): void {
	if (!(value >= low && (value < high || high === Infinity) && Number.isFinite(value)))
		throw new RangeError(
			`adamW: ${name} is ${value}: it must be a number from ${low}${high === 1 ? ", below 1" : ""}`,
		);
}
