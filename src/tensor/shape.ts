/** How many numbers there are along each dimension: [] is one number, [n] a vector, [rows, columns] a matrix. */
export type Shape = readonly number[];

/** How many numbers an array of this shape holds. */
export function sizeOf(shape: Shape): number {
	let size = 1;
	for (const length of shape) size *= length;
	return size;
}

export function sameShape(a: Shape, b: Shape): boolean {
	return a.length === b.length && a.every((length, i) => length === b[i]);
}

/** "[2, 3]", as error messages quote it. */
export const shapeText = (shape: Shape): string => `[${shape.join(", ")}]`;
