import { checkMaskRows } from "./shapes/check-mask-rows";
import { ShapeError } from "./shapes/shape-error";
import type { Mask } from "./types";

/**
 * What both masks allow: entry [i][j] is true when it is true in `a` and in `b`, all [n_q, n_k].
 *
 * @example combineMasks([[true, true]], [[true, false]]) // [[true, false]]
 * @throws ShapeError when the shapes differ
 */
export function combineMasks(a: Mask, b: Mask): boolean[][] {
	checkMaskRows("a", a);
	checkMaskRows("b", b);
	if (a.length !== b.length || a[0]!.length !== b[0]!.length)
		throw new ShapeError(
			`a is ${a.length} × ${a[0]!.length} but b is ${b.length} × ${b[0]!.length}: these must be equal`,
		);
	return a.map((row, i) => row.map((allowed, j) => allowed && b[i]![j]!));
}
