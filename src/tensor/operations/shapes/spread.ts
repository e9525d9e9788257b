import { type Shape, shapeText } from "../../shape";
import { ShapeError } from "../../shape-error";
import { Tensor } from "../../tensor";

/**
 * The second of two numbers or tensors, made sure to fit: its shape is that of `a`, or the end of it, and it
 * is repeated along the dimensions before. A bias [d] is for every row of [n, d], positions [T, d] are for every
 * sequence of [B, T, d], a number is for all.
 */
export function spread(name: string, a: Tensor, b: Tensor | number): Tensor {
	if (typeof b === "number") return new Tensor(Float32Array.of(b), []);
	if (isEndOf(b.shape, a.shape)) return b;
	const hint = isEndOf(a.shape, b.shape)
		? `the larger one comes first${name === "add" || name === "multiply" ? `: ${name}(b, a)` : ""}`
		: "b must have a's shape, or the end of it (a row for every row): reshape or transpose one of them";
	throw new ShapeError(
		`${name}: a is ${shapeText(a.shape)} and b is ${shapeText(b.shape)}: ${hint}`,
	);
}

const isEndOf = (end: Shape, shape: Shape) =>
	end.length <= shape.length &&
	end.every((length, i) => length === shape[shape.length - end.length + i]);
