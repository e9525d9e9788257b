import { checkCount } from "./shapes/check-count";
import { checkEven } from "./shapes/check-even";

/**
 * A vector for each position, made of waves: `n` positions from 0 on and `d` columns (even) give [n, d].
 * Columns 2i and 2i + 1 are the sine and the cosine of position / 10000^(2i/d): the first pair goes round
 * once in 2π positions, each following pair more slowly. The vectors are added to the embeddings.
 *
 * @example sinusoidalPositions(1, 4) // [[0, 1, 0, 1]]
 * @throws ShapeError when n or d is no whole number from 1, or d is odd
 * Source: Vaswani et al. 2017, "Attention Is All You Need", section 3.5.
 */
export function sinusoidalPositions(n: number, d: number): number[][] {
	checkCount("n", n, 1);
	checkCount("d", d, 1);
	checkEven("d", d);
	return Array.from({ length: n }, (_, position) =>
		Array.from({ length: d }, (_, column) => {
			const pair = Math.floor(column / 2);
			const angle = position / 10_000 ** ((2 * pair) / d);
			return column % 2 === 0 ? Math.sin(angle) : Math.cos(angle);
		}),
	);
}
