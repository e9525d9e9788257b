import type { Matrix } from "../types";
import { count } from "./agree";
import { checkVector } from "./check-vector";
import { describe } from "./describe";
import { ShapeError } from "./shape-error";

/**
 * Makes sure that `matrix` is a non-empty array of rows of numbers, all rows of the same length.
 *
 * @throws ShapeError naming the matrix, the row and what is wrong with it
 */
export function checkMatrix(name: string, matrix: Matrix): void {
	if (!Array.isArray(matrix))
		throw new ShapeError(`${name} is ${describe(matrix)}, not a matrix (an array of rows)`);
	if (matrix.length === 0) throw new ShapeError(`${name} has no rows: a matrix needs at least one`);
	for (let i = 0; i < matrix.length; i++) {
		checkVector(`${name}[${i}]`, matrix[i]);
		if (matrix[i].length !== matrix[0].length)
			throw new ShapeError(
				`${name} is ragged: row 0 has ${count(matrix[0].length, "number")} ` +
					`but row ${i} has ${matrix[i].length}`,
			);
	}
}
