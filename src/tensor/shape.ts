import { ShapeError } from "./shape-error";

/** How many numbers there are along each dimension: [] is one number, [n] a vector, [rows, columns] a matrix. */
export type Shape = readonly number[];

/**
 * How many numbers an array of this shape holds.
 *
 * @throws ShapeError when it is no shape
 */
export function sizeOf(shape: Shape): number {
	let size = 1;
	for (const length of shape) {
		if (!Number.isSafeInteger(length) || length < 0)
			throw new ShapeError(
				`${shapeText(shape)} is no shape: every length must be a whole number from 0`,
			);
		size *= length;
	}
	return size;
}

export function sameShape(a: Shape, b: Shape): boolean {
	return a.length === b.length && a.every((length, i) => length === b[i]);
}

/** "[2, 3]", as error messages quote it. */
export const shapeText = (shape: Shape): string => `[${shape.join(", ")}]`;
