import { type Shape, shapeText, sizeOf } from "../../shape";
import { ShapeError } from "../../shape-error";

/** A shape seen from one of its dimensions: entry [o, a, i] is number (o · length + a) · inner + i. */
export interface Axis {
	/** How many places the dimensions before it have. */
	readonly outer: number;
	/** Its own. */
	readonly length: number;
	/** How many places the dimensions after it have. */
	readonly inner: number;
}

export function axisOf(name: string, shape: Shape, axis: number): Axis {
	const length = shape[axis];
	if (length === undefined)
		throw new ShapeError(
			`${name}: there is no axis ${axis} in ${shapeText(shape)}: ` +
				`${shape.length === 0 ? "it is one number" : `take one from 0 to ${shape.length - 1}`}`,
		);
	return { outer: sizeOf(shape.slice(0, axis)), length, inner: sizeOf(shape.slice(axis + 1)) };
}
