import { describe } from "./describe";
import { ShapeError } from "./shape-error";

/**
 * Makes sure that `n` is a whole number, not below `least`.
 *
 * @throws ShapeError naming the argument and what was found there
 */
export function checkCount(name: string, n: number, least: 0 | 1): void {
	if (!Number.isSafeInteger(n) || n < least)
		throw new ShapeError(`${name} is ${describe(n)}: it must be a whole number from ${least}`);
}
