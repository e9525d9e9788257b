import { gradientOf, operation } from "../operation";
import type { Tensor } from "../tensor";

/** x where it is above 0, and 0 elsewhere; the slope at 0 is taken as 0. */
export function relu(x: Tensor): Tensor {
	const y = new Float32Array(x.size);
	for (let i = 0; i < y.length; i++) y[i] = Math.max(x.data[i]!, 0);

	return operation("relu", [x], y, x.shape, (dY) => {
		const dX = gradientOf(x);
		for (let i = 0; i < dX.length; i++) dX[i]! += x.data[i]! > 0 ? dY[i]! : 0;
	});
}
