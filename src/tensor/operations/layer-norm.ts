import { kernels } from "../kernels/choose-kernels";
import { addGradient, operation } from "../operation";
import { sameShape, shapeText } from "../shape";
import { ShapeError } from "../shape-error";
import type { Tensor } from "../tensor";
import { rowsOf } from "./shapes/rows-of";

/**
 * (x − mean)/√(variance + epsilon)·gamma + beta for each row of `x` [.., d]; `gamma` and `beta` are [d].
 * The variance is divided by d.
 *
 * @throws ShapeError when gamma or beta is not as long as a row of x
 * Source: Ba, Kiros and Hinton 2016, "Layer Normalization", section 3.1, equation 4.
 */
export function layerNorm(x: Tensor, gamma: Tensor, beta: Tensor, epsilon = 1e-5): Tensor {
	const { rows, columns } = rowsOf("layerNorm", x);
	for (const [name, { shape }] of Object.entries({ gamma, beta }))
		if (!sameShape(shape, [columns]))
			throw new ShapeError(
				`layerNorm: x is ${shapeText(x.shape)} and ${name} is ${shapeText(shape)}: ${name} must be [${columns}]`,
			);
	const inputs = { x: x.data, gamma: gamma.data, beta: beta.data };
	const forward = {
		out: new Float32Array(x.size),
		mean: new Float32Array(rows),
		inverseDeviation: new Float32Array(rows),
	};
	kernels.layerNorm(inputs, forward, { rows, columns, epsilon });

	return operation("layerNorm", [x, gamma, beta], forward.out, x.shape, (dOut) => {
		const dX = new Float32Array(x.size);
		const dGamma = new Float32Array(columns);
		const dBeta = new Float32Array(columns);
		kernels.layerNormBackward(inputs, forward, dOut, { dX, dGamma, dBeta }, { rows, columns });
		addGradient(x, dX);
		addGradient(gamma, dGamma);
		addGradient(beta, dBeta);
	});
}
