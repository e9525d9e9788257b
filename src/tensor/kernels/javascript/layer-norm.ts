import type { LayerNormInputs, LayerNormOutputs, RowsShape } from "../kernels";

/**
 * See `Kernels.layerNorm`. The variance is the mean square, divided by `columns`.
 *
 * Source: Ba, Kiros and Hinton 2016, "Layer Normalization", section 3.1, equation 4.
 */
export function layerNorm(
	{ x, gamma, beta }: LayerNormInputs,
	{ out, mean, inverseDeviation }: LayerNormOutputs,
	{ rows, columns, epsilon }: RowsShape & { readonly epsilon: number },
): void {
	for (let i = 0; i < rows; i++) {
		const row = i * columns;
		let sum = 0;
		for (let j = 0; j < columns; j++) sum += x[row + j]!;
		const middle = sum / columns;
		let squares = 0;
		for (let j = 0; j < columns; j++) squares += (x[row + j]! - middle) ** 2;
		const inverse = 1 / Math.sqrt(squares / columns + epsilon);
		for (let j = 0; j < columns; j++)
			out[row + j] = (x[row + j]! - middle) * inverse * gamma[j]! + beta[j]!;
		mean[i] = middle;
		inverseDeviation[i] = inverse;
	}
}
