import { checkCount } from "./shapes/check-count";

/**
 * The mask of a window that moves along with the query: position i may attend to the `window` positions
 * i − window + 1 … i, itself included, and to no other. `n` positions give [n, n].
 *
 * @example slidingWindowMask(3, 2) // [[true, false, false], [true, true, false], [false, true, true]]
 * @throws ShapeError when n or window is no whole number from 1
 * Source: Beltagy, Peters, Cohan 2020, "Longformer: The Long-Document Transformer", section 3.1, "sliding
 * window", there to both sides; looking back only as in Jiang et al. 2023, "Mistral 7B", section 2.
 */
export function slidingWindowMask(n: number, window: number): boolean[][] {
	checkCount("n", n, 1);
	checkCount("window", window, 1);
	const positions = Array.from({ length: n }, (_, i) => i);
	return positions.map((i) => positions.map((j) => j <= i && j > i - window));
}
