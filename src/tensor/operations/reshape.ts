import { gradientOf, operation } from "../operation";
import { type Shape, shapeText, sizeOf } from "../shape";
import { ShapeError } from "../shape-error";
import type { Tensor } from "../tensor";

/**
 * The same numbers in the same order under another shape: [B, T, d] as [B · T, d]. Both share their `data`.
 *
 * @throws ShapeError when the new shape holds more or fewer numbers
 */
export function reshape(x: Tensor, shape: Shape): Tensor {
	if (sizeOf(shape) !== x.size)
		throw new ShapeError(
			`reshape: ${shapeText(x.shape)} holds ${x.size} numbers but ${shapeText(shape)} holds ${sizeOf(shape)}: ` +
				"choose lengths with the same product",
		);
	return operation("reshape", [x], x.data, [...shape], (dY) => {
		const dX = gradientOf(x);
		for (let i = 0; i < dX.length; i++) dX[i]! += dY[i]!;
	});
}
