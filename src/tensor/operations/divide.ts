import { gradientOf, operation } from "../operation";
import type { Tensor } from "../tensor";
import { spread } from "./shapes/spread";

/**
 * a / b, number by number. `b` is a number, or has the shape of `a`, or the end of it: [d] is for every
 * row of [n, d].
 *
 * @throws ShapeError when the shapes do not fit
 */
export function divide(a: Tensor, b: Tensor | number): Tensor {
	const right = spread("divide", a, b);
	const out = new Float32Array(a.size);
	for (let start = 0; start < a.size; start += right.size)
		for (let j = 0; j < right.size; j++) out[start + j] = a.data[start + j]! / right.data[j]!;

	return operation("divide", [a, right], out, a.shape, (dOut) => {
		if (a.requiresGradient) {
			const dA = gradientOf(a);
			for (let start = 0; start < a.size; start += right.size)
				for (let j = 0; j < right.size; j++) dA[start + j]! += dOut[start + j]! / right.data[j]!;
		}
		if (right.requiresGradient) {
			const dRight = gradientOf(right);
			for (let start = 0; start < a.size; start += right.size)
				for (let j = 0; j < right.size; j++)
					dRight[j]! -= (dOut[start + j]! * out[start + j]!) / right.data[j]!;
		}
	});
}
