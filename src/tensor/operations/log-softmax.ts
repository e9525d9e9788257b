import { kernels } from "../kernels/choose-kernels";
import { gradientOf, operation } from "../operation";
import type { Tensor } from "../tensor";
import { logOfSum } from "./log-of-sum";
import { rowsOf } from "./shapes/rows-of";

/** The logarithm of the softmax of each row of `x` [.., n]; it has numbers where the softmax is too small for one. */
export function logSoftmax(x: Tensor): Tensor {
	const { rows, columns } = rowsOf("logSoftmax", x);
	const p = new Float32Array(x.size);
	kernels.softmax(x.data, p, { rows, columns });
	const y = new Float32Array(x.size);
	for (let start = 0; start < y.length; start += columns) {
		const shift = logOfSum(x.data, p, start, columns);
		for (let j = start; j < start + columns; j++) y[j] = x.data[j]! - shift;
	}

	return operation("logSoftmax", [x], y, x.shape, (dY) => {
		const dX = gradientOf(x);
		for (let start = 0; start < y.length; start += columns) {
			let total = 0; // Σ dY
			for (let j = start; j < start + columns; j++) total += dY[j]!;
			for (let j = start; j < start + columns; j++) dX[j]! += dY[j]! - p[j]! * total;
		}
	});
}
