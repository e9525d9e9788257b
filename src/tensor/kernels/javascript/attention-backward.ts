import type {
	AttentionGradients,
	AttentionInputs,
	AttentionOutputs,
	AttentionShape,
} from "../kernels";
import { scoreKeys } from "./score-keys";
import { softmaxInPlace } from "./softmax-in-place";

/**
 * See `Kernels.attentionBackward`. With weights P = softmax(S), made again one query (a row) at a time:
 *
 *     dV = Pᵀ·dOut    dP = dOut·Vᵀ    dS = P ∘ (dP − Σ P ∘ dP)    dQ = scale·dS·K    dK = scale·dSᵀ·Q
 *
 * Source: Dao et al. 2022, "FlashAttention", appendix B.2, equations 3 to 6.
 */
export function attentionBackward(
	inputs: AttentionInputs,
	_forward: AttentionOutputs,
	dOut: Float32Array,
	{ dQ, dK, dV }: AttentionGradients,
	shape: AttentionShape,
): void {
	const { batch, heads, queries, keys, dim, valueDim, scale } = shape;
	const { q, k, v } = inputs;
	dQ.fill(0);
	dK.fill(0);
	dV.fill(0);
	const weights = new Float64Array(keys);
	const dWeights = new Float64Array(keys);
	const dQuery = new Float64Array(dim);
	for (let b = 0; b < batch; b++)
		for (let h = 0; h < heads; h++)
			for (let i = 0; i < queries; i++) {
				scoreKeys(inputs, shape, { b, h, i }, weights);
				softmaxInPlace(weights);
				const dMixture = ((b * queries + i) * heads + h) * valueDim;

				let total = 0; // Σ P ∘ dP
				for (let j = 0; j < keys; j++) {
					const weight = weights[j]!;
					if (weight === 0) continue;
					const value = ((b * keys + j) * heads + h) * valueDim;
					let dWeight = 0;
					for (let t = 0; t < valueDim; t++) {
						const d = dOut[dMixture + t]!;
						dWeight += d * v[value + t]!;
						dV[value + t]! += weight * d;
					}
					dWeights[j] = dWeight;
					total += weight * dWeight;
				}

				const query = ((b * queries + i) * heads + h) * dim;
				dQuery.fill(0);
				for (let j = 0; j < keys; j++) {
					if (weights[j] === 0) continue;
					const dScore = scale * weights[j]! * (dWeights[j]! - total);
					const key = ((b * keys + j) * heads + h) * dim;
					for (let t = 0; t < dim; t++) {
						dQuery[t]! += dScore * k[key + t]!;
						dK[key + t]! += dScore * q[query + t]!;
					}
				}
				dQ.set(dQuery, query);
			}
}
