import { dot } from "./dot";
import { agree, columns, rows } from "./shapes/agree";
import { checkMatrix } from "./shapes/check-matrix";
import { transpose } from "./transpose";
import type { Matrix } from "./types";

/**
 * The matrix product: [n, m] times [m, p] gives [n, p]. Entry [i][j] is row i of `a` · column j of `b`.
 *
 * @example matmul([[1, 2]], [[3, 4], [5, 6]]) // [[1·3 + 2·5, 1·4 + 2·6]] = [[13, 16]]
 * @throws ShapeError when `a` does not have as many columns as `b` has rows
 */
export function matmul(a: Matrix, b: Matrix): number[][] {
	checkMatrix("a", a);
	checkMatrix("b", b);
	agree(columns("a", a), rows("b", b));
	const columnsOfB = transpose(b);
	return a.map((row) => columnsOfB.map((column) => dot(row, column)));
}
