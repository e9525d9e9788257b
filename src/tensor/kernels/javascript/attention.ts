import type { AttentionInputs, AttentionOutputs, AttentionShape } from "../kernels";
import { scoreKeys } from "./score-keys";
import { softmaxInPlace } from "./softmax-in-place";

/** See `Kernels.attention`. One query at a time: beyond its results it needs one row of weights. */
export function attention(
	inputs: AttentionInputs,
	{ out, logSumExp }: AttentionOutputs,
	shape: AttentionShape,
): void {
	const { batch, heads, queries, keys, valueDim } = shape;
	const width = heads * valueDim;
	const weights = new Float64Array(keys);
	const mixture = new Float64Array(valueDim);
	for (let b = 0; b < batch; b++)
		for (let h = 0; h < heads; h++)
			for (let i = 0; i < queries; i++) {
				scoreKeys(inputs, shape, { b, h, i }, weights);
				logSumExp[(b * heads + h) * queries + i] = softmaxInPlace(weights);
				mixValues(inputs.v, weights, b * keys * width + h * valueDim, width, mixture);
				out.set(mixture, (b * queries + i) * width + h * valueDim);
			}
}

/** mixture = Σⱼ wⱼ vⱼ. A value of weight 0 adds nothing, even if it holds Infinity or NaN. */
function mixValues(
	v: Float32Array,
	weights: Float64Array,
	firstValue: number,
	nextValue: number,
	mixture: Float64Array,
): void {
	mixture.fill(0);
	for (let j = 0; j < weights.length; j++) {
		const weight = weights[j]!;
		if (weight === 0) continue;
		const value = firstValue + j * nextValue;
		for (let t = 0; t < mixture.length; t++) mixture[t]! += weight * v[value + t]!;
	}
}
