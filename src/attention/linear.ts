import { matmul } from "./matmul";
import { agree, columns, numbers, rows } from "./shapes/agree";
import { checkMatrix } from "./shapes/check-matrix";
import { checkVector } from "./shapes/check-vector";
import type { Matrix, Vector } from "./types";

/**
 * A linear layer, x·W + b: `x` [n, d_in], `w` [d_in, d_out] and `b` [d_out] give [n, d_out].
 * Every token (row of x) goes through the same W and b. Without `b` nothing is added.
 *
 * @example linear([[1, 2]], [[1, 0, 1], [0, 1, 1]], [10, 20, 30]) // [[11, 22, 33]]
 * @throws ShapeError when `w` has not one row a column of `x`, or `b` not one number a column of `w`
 */
export function linear(x: Matrix, w: Matrix, b?: Vector): number[][] {
	checkMatrix("x", x);
	checkMatrix("w", w);
	agree(columns("x", x), rows("w", w));
	const projected = matmul(x, w);
	if (b === undefined) return projected;
	checkVector("b", b);
	agree(numbers("b", b), columns("w", w));
	return projected.map((row) => row.map((y, j) => y + b[j]!));
}
