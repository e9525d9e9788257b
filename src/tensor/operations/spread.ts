import { type Shape, shapeText } from "../shape";
import { ShapeError } from "../shape-error";
import type { Tensor } from "../tensor";

/**
 * Makes sure that `b` can be repeated along the first dimensions of `a`: the shape of `b` is that of `a`, or
 * its end. A bias [d] is for every row of [n, d], positions [T, d] are for every sequence of [B, T, d].
 */
export function checkSpread(name: string, { shape: a }: Tensor, { shape: b }: Tensor): void {
	if (isEndOf(b, a)) return;
	const hint = isEndOf(a, b)
		? `give the larger one first: ${name}(b, a)`
		: "b must have a's shape, or the end of it (a row for every row): reshape or transpose one of them";
	throw new ShapeError(`${name}: a is ${shapeText(a)} and b is ${shapeText(b)}: ${hint}`);
}

const isEndOf = (end: Shape, shape: Shape) =>
	end.length <= shape.length &&
	end.every((length, i) => length === shape[shape.length - end.length + i]);
