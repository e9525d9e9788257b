import type { Matrix } from "../types";
import { checkMatrix } from "./check-matrix";

/**
 * How many rows and columns a matrix has.
 *
 * @example shape([[1, 2, 3], [4, 5, 6]]) // [2, 3]
 * @throws ShapeError when the matrix is empty, ragged or holds something that is no number
 */
export function shape(matrix: Matrix): [rows: number, columns: number] {
	checkMatrix("matrix", matrix);
	return [matrix.length, matrix[0]!.length];
}
