import { gradientOf, operation } from "../operation";
import { shapeText } from "../shape";
import { ShapeError } from "../shape-error";
import type { Tensor } from "../tensor";
import { axisOf } from "./shapes/axis";

/**
 * One after the other along one dimension: of matrices, axis 0 puts rows below rows, axis 1 columns beside columns,
 * as the heads are merged.
 *
 * @throws ShapeError when there is nothing to put together, or another dimension differs
 */
export function concatenate(tensors: readonly Tensor[], axis: number): Tensor {
	const [first] = tensors;
	if (!first) throw new ShapeError("concatenate: the list is empty: give it at least one tensor");
	const { outer, inner } = axisOf("concatenate", first.shape, axis);
	for (const [i, { shape }] of tensors.entries())
		if (
			shape.length !== first.shape.length ||
			shape.some((length, other) => other !== axis && length !== first.shape[other])
		)
			throw new ShapeError(
				`concatenate: tensor 0 is ${shapeText(first.shape)} and tensor ${i} is ${shapeText(shape)}: ` +
					`they must be equal but for axis ${axis}`,
			);
	const length = tensors.reduce((total, { shape }) => total + shape[axis]!, 0);
	const whole = new Float32Array(outer * length * inner);
	let at = 0; // where a tensor begins in each stretch of length · inner numbers
	for (const { data, shape } of tensors) {
		const width = shape[axis]! * inner;
		for (let o = 0; o < outer; o++)
			whole.set(data.subarray(o * width, (o + 1) * width), o * length * inner + at);
		at += width;
	}

	const shape = first.shape.map((old, i) => (i === axis ? length : old));
	return operation("concatenate", tensors, whole, shape, (dWhole) => {
		let from = 0;
		for (const tensor of tensors) {
			const width = tensor.shape[axis]! * inner;
			if (tensor.requiresGradient) {
				const d = gradientOf(tensor);
				for (let o = 0; o < outer; o++)
					for (let i = 0; i < width; i++)
						d[o * width + i]! += dWhole[o * length * inner + from + i]!;
			}
			from += width;
		}
	});
}
