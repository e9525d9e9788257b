import { gradientOf, operation } from "../operation";
import type { Tensor } from "../tensor";

/** The hyperbolic tangent, number by number, between −1 and 1. */
export function tanh(x: Tensor): Tensor {
	const y = new Float32Array(x.size);
	for (let i = 0; i < y.length; i++) y[i] = Math.tanh(x.data[i]!);

	return operation("tanh", [x], y, x.shape, (dY) => {
		const dX = gradientOf(x);
		for (let i = 0; i < dX.length; i++) dX[i]! += dY[i]! * (1 - y[i]! * y[i]!);
	});
}
