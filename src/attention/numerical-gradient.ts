import { checkMatrix } from "./shapes/check-matrix";
import type { Matrix } from "./types";

/**
 * The slope of `f` in the direction of every number of `x` [n, d], measured: move that number alone by
 * epsilon to either side, (f(x + epsilon) − f(x − epsilon)) / (2·epsilon). The result is [n, d].
 *
 * The error of this central difference falls with epsilon², until the rounding of f, which grows as
 * 1/epsilon, takes over; near 1e-5 both are small. `f` is called 2·n·d times, with a matrix that
 * it may keep.
 *
 * @example numericalGradient(([[a, b]]) => a * a + 3 * b, [[5, 1]]) // about [[10, 3]]
 * @throws ShapeError when x is empty or ragged
 * @throws RangeError when epsilon is not above 0
 * Source: Press et al. 2007, "Numerical Recipes", third edition, section 5.7, equation 5.7.7.
 */
export function numericalGradient(f: (x: Matrix) => number, x: Matrix, epsilon = 1e-5): number[][] {
	checkMatrix("x", x);
	if (!(epsilon > 0)) throw new RangeError(`epsilon is ${epsilon}: it must be a number above 0`);
	const at = (i: number, j: number, step: number) =>
		f(x.map((row, r) => row.map((value, c) => (r === i && c === j ? value + step : value))));
	return x.map((row, i) =>
		row.map((_, j) => (at(i, j, epsilon) - at(i, j, -epsilon)) / (2 * epsilon)),
	);
}
