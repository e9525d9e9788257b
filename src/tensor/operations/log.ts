import { gradientOf, operation } from "../operation";
import type { Tensor } from "../tensor";

/** The natural logarithm, number by number: −Infinity for 0, NaN below. */
export function log(x: Tensor): Tensor {
	const y = new Float32Array(x.size);
	for (let i = 0; i < y.length; i++) y[i] = Math.log(x.data[i]!);

	return operation("log", [x], y, x.shape, (dY) => {
		const dX = gradientOf(x);
		for (let i = 0; i < dX.length; i++) dX[i]! += dY[i]! / x.data[i]!;
	});
}
