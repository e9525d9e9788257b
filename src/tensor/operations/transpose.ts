import { gradientOf, operation } from "../operation";
import { shapeText } from "../shape";
import { ShapeError } from "../shape-error";
import type { Tensor } from "../tensor";

/**
 * Rows become columns: [n, m] gives [m, n].
 *
 * @throws ShapeError when x is no matrix
 */
export function transpose(x: Tensor): Tensor {
	const [n, m] = x.shape;
	if (n === undefined || m === undefined || x.shape.length !== 2)
		throw new ShapeError(
			`transpose: the tensor is ${shapeText(x.shape)} but must have two dimensions: reshape it first`,
		);
	const y = new Float32Array(x.size);
	for (let i = 0; i < n; i++) for (let j = 0; j < m; j++) y[j * n + i] = x.data[i * m + j]!;

	return operation("transpose", [x], y, [m, n], (dY) => {
		const dX = gradientOf(x);
		for (let i = 0; i < n; i++) for (let j = 0; j < m; j++) dX[i * m + j]! += dY[j * n + i]!;
	});
}
