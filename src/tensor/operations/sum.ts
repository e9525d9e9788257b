import { gradientOf, operation } from "../operation";
import { sizeOf } from "../shape";
import type { Tensor } from "../tensor";
import { type Axis, axisOf } from "./shapes/axis";

/**
 * The sum of all numbers, or along one dimension, which then is gone: of a matrix [rows, columns], axis 0 adds
 * up each column and gives [columns], axis 1 each row and gives [rows].
 *
 * @throws ShapeError when there is no such axis
 */
export function sum(x: Tensor, axis?: number): Tensor {
	const along: Axis =
		axis === undefined
			? { outer: 1, length: sizeOf(x.shape), inner: 1 }
			: axisOf("sum", x.shape, axis);
	const { outer, length, inner } = along;
	const sums = new Float64Array(outer * inner); // what adds up a million numbers should not lose small ones
	for (let o = 0; o < outer; o++)
		for (let a = 0; a < length; a++)
			for (let i = 0; i < inner; i++) sums[o * inner + i]! += x.data[(o * length + a) * inner + i]!;

	const shape = axis === undefined ? [] : x.shape.filter((_, i) => i !== axis);
	return operation("sum", [x], Float32Array.from(sums), shape, (dSums) => {
		const dX = gradientOf(x);
		for (let o = 0; o < outer; o++)
			for (let a = 0; a < length; a++)
				for (let i = 0; i < inner; i++) dX[(o * length + a) * inner + i]! += dSums[o * inner + i]!;
	});
}
