import type { LayerNormGradients, LayerNormInputs, LayerNormOutputs, RowsShape } from "../kernels";

/**
 * See `Kernels.layerNormBackward`. With x̂ = (x − mean) · inverseDeviation and g = dOut · gamma:
 *
 *     dX = inverseDeviation · (g − mean(g) − x̂ · mean(g · x̂))    dGamma = Σ dOut · x̂    dBeta = Σ dOut
 */
export function layerNormBackward(
	{ x, gamma }: LayerNormInputs,
	{ mean, inverseDeviation }: LayerNormOutputs,
	dOut: Float32Array,
	{ dX, dGamma, dBeta }: LayerNormGradients,
	{ rows, columns }: RowsShape,
): void {
	const gammaSums = new Float64Array(columns);
	const betaSums = new Float64Array(columns);
	for (let i = 0; i < rows; i++) {
		const row = i * columns;
		const middle = mean[i]!;
		const inverse = inverseDeviation[i]!;
		let gSum = 0;
		let gxSum = 0;
		for (let j = 0; j < columns; j++) {
			const d = dOut[row + j]!;
			const normal = (x[row + j]! - middle) * inverse;
			gSum += d * gamma[j]!;
			gxSum += d * gamma[j]! * normal;
			gammaSums[j]! += d * normal;
			betaSums[j]! += d;
		}
		for (let j = 0; j < columns; j++) {
			const normal = (x[row + j]! - middle) * inverse;
			const g = dOut[row + j]! * gamma[j]!;
			dX[row + j] = inverse * (g - gSum / columns - (normal * gxSum) / columns);
		}
	}
	dGamma.set(gammaSums);
	dBeta.set(betaSums);
}
