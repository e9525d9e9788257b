import { checkCount } from "./shapes/check-count";

/**
 * The mask of a sequence that is written from left to right: position i may attend to positions 0 … i,
 * itself included, and to none that comes later. `n` positions give [n, n].
 *
 * @example causalMask(3) // [[true, false, false], [true, true, false], [true, true, true]]
 * @throws ShapeError when n is not a whole number from 1
 * Source: Vaswani et al. 2017, "Attention Is All You Need", section 3.2.3, third point.
 */
export function causalMask(n: number): boolean[][] {
	checkCount("n", n, 1);
	const positions = Array.from({ length: n }, (_, i) => i);
	return positions.map((i) => positions.map((j) => j <= i));
}
