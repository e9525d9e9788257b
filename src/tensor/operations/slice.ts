import { gradientOf, operation } from "../operation";
import { shapeText } from "../shape";
import { ShapeError } from "../shape-error";
import type { Tensor } from "../tensor";
import { axisOf } from "./shapes/axis";

/**
 * A part along one dimension, from `start` up to but without `end`: of a matrix, axis 0 takes rows, axis 1 columns.
 *
 * @example slice(qkv, 1, 0, d) // the first d columns of [n, 3d]
 * @throws ShapeError when there is no such axis or part
 */
export function slice(x: Tensor, axis: number, start: number, end: number): Tensor {
	const { outer, length, inner } = axisOf("slice", x.shape, axis);
	if (
		!Number.isInteger(start) ||
		!Number.isInteger(end) ||
		start < 0 ||
		end < start ||
		end > length
	)
		throw new ShapeError(
			`slice: from ${start} to ${end} along axis ${axis} of ${shapeText(x.shape)}: ` +
				`whole numbers with 0 ≤ start ≤ end ≤ ${length} are needed`,
		);
	const width = (end - start) * inner;
	const part = new Float32Array(outer * width);
	for (let o = 0; o < outer; o++) {
		const from = (o * length + start) * inner;
		part.set(x.data.subarray(from, from + width), o * width);
	}

	const shape = x.shape.map((old, i) => (i === axis ? end - start : old));
	return operation("slice", [x], part, shape, (dPart) => {
		const dX = gradientOf(x);
		for (let o = 0; o < outer; o++) {
			const from = (o * length + start) * inner;
			for (let i = 0; i < width; i++) dX[from + i]! += dPart[o * width + i]!;
		}
	});
}
