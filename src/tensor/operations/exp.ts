import { gradientOf, operation } from "../operation";
import type { Tensor } from "../tensor";

/** eˣ, number by number. */
export function exp(x: Tensor): Tensor {
	const y = new Float32Array(x.size);
	for (let i = 0; i < y.length; i++) y[i] = Math.exp(x.data[i]!);

	return operation("exp", [x], y, x.shape, (dY) => {
		const dX = gradientOf(x);
		for (let i = 0; i < dX.length; i++) dX[i]! += dY[i]! * y[i]!;
	});
}
