import { agree, numbers } from "./shapes/agree";
import { checkVector } from "./shapes/check-vector";
import type { Vector } from "./types";

/**
 * The dot product: multiply entry by entry, then add. Large when two vectors point the same way.
 *
 * @example dot([1, 2, 0], [3, 1, 5]) // 1·3 + 2·1 + 0·5 = 5
 * @throws ShapeError when the lengths differ
 */
export function dot(a: Vector, b: Vector): number {
	checkVector("a", a);
	checkVector("b", b);
	agree(numbers("a", a), numbers("b", b));
	return a.reduce((sum, x, i) => sum + x * b[i]!, 0);
}
