/**
 * Solution 00 · Shapes: vectors, matrices and their product
 */
import type { Matrix, Vector } from "attention-lab";

export function dot(a: Vector, b: Vector): number {
	let sum = 0;
	for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
	return sum;
}

export function transpose(a: Matrix): number[][] {
	const [firstRow] = a;
	return firstRow!.map((_, j) => a.map((row) => row[j]!));
}

export function matmul(a: Matrix, b: Matrix): number[][] {
	// Columns are hard to get hold of. As rows of the transposed matrix they are easy.
	const columns = transpose(b);
	return a.map((row) => columns.map((column) => dot(row, column)));
}
