import { checkCount } from "./shapes/check-count";

/**
 * How fast each head of ALiBi forgets what is far away: [heads]. Where the number of heads is a power of
 * two, head h (from 0) has the slope 2^(−8(h+1)/heads). Otherwise the largest power of two below it, p,
 * gives the first p slopes, and the others are every second slope of 2p heads, the first, the third, ….
 *
 * @example alibiSlopes(3) // [2 ** -4, 2 ** -8, 2 ** -2]
 * @throws ShapeError when heads is no whole number from 1
 * Source: Press, Smith, Lewis 2022, "Train Short, Test Long: Attention with Linear Biases Enables Input
 * Length Extrapolation", section 3; other numbers of heads as in its authors' code, `get_slopes`.
 */
export function alibiSlopes(heads: number): number[] {
	checkCount("heads", heads, 1);
	const power = 2 ** Math.floor(Math.log2(heads));
	const more = geometric(2 * power).filter((_, h) => h % 2 === 0);
	return [...geometric(power), ...more].slice(0, heads);
}

const geometric = (heads: number): number[] =>
	Array.from({ length: heads }, (_, h) => 2 ** ((-8 * (h + 1)) / heads));
