import { checkMatrix } from "./shapes/check-matrix";
import type { Matrix } from "./types";

/**
 * Rows become columns: `a` of shape [n, m] gives [m, n], and `transpose(a)[j][i]` is `a[i][j]`.
 *
 * @example transpose([[1, 2, 3], [4, 5, 6]]) // [[1, 4], [2, 5], [3, 6]]
 * @throws ShapeError when `a` is empty or ragged
 */
export function transpose(a: Matrix): number[][] {
	checkMatrix("a", a);
	return a[0]!.map((_, j) => a.map((row) => row[j]!));
}
