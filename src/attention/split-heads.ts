import { checkHeads } from "./shapes/check-heads";
import { checkMatrix } from "./shapes/check-matrix";
import type { Matrix } from "./types";

/**
 * Deals the columns of `x` [n, d] out to the heads: [heads][n][d / heads]. Head 0 gets the first
 * d / heads columns of every token, head 1 the next, and so on; no number changes.
 *
 * @example splitHeads([[1, 2, 3, 4], [5, 6, 7, 8]], 2) // [[[1, 2], [5, 6]], [[3, 4], [7, 8]]]
 * @throws ShapeError when the columns of `x` cannot be shared equally
 * Source: Vaswani et al. 2017, "Attention Is All You Need", section 3.2.2 (the h projections side by
 * side, as one matrix).
 */
export function splitHeads(x: Matrix, heads: number): number[][][] {
	checkMatrix("x", x);
	checkHeads("x", x, heads);
	const dHead = x[0]!.length / heads;
	return Array.from({ length: heads }, (_, h) =>
		x.map((row) => row.slice(h * dHead, (h + 1) * dHead)),
	);
}
