import { checkCount } from "./shapes/check-count";
import { ShapeError } from "./shapes/shape-error";

/** Floating-point operations, by what they are done for. */
export interface AttentionFlops {
	/** wq, wk, wv and wo, each [d, d]: 8·n·d² */
	readonly projections: number;
	/** Q·Kᵀ in all heads together: 2·n²·d */
	readonly scores: number;
	/** scale and softmax of heads·n² scores: 5·heads·n² */
	readonly softmax: number;
	/** weights · V in all heads together: 2·n²·d */
	readonly mixing: number;
	readonly total: number;
}

/**
 * How much multi-head self-attention of `n` tokens with `d` features computes, when each of the `heads` has
 * d / heads columns. Counted are additions, subtractions, multiplications, divisions and exp, one each: an
 * entry of a product of matrices with k summands is 2k (k multiplications and k additions, the first one
 * to 0), a softmax is 5 a score (scale, subtract the highest, exp, add to the total, divide). Comparisons
 * and the moving of numbers are not counted.
 *
 * @example attentionFlops(2, 4, 2).scores // 32
 * @throws ShapeError when a count is no whole number from 1, or d is not heads times a whole number
 * Source: Vaswani et al. 2017, "Attention Is All You Need", section 4, table 1, "complexity per layer"
 * O(n²·d), here with all its factors.
 */
export function attentionFlops(n: number, d: number, heads: number): AttentionFlops {
	checkCount("n", n, 1);
	checkCount("d", d, 1);
	checkCount("heads", heads, 1);
	if (d % heads !== 0) throw new ShapeError(`d is ${d}, which ${heads} heads cannot share equally`);
	const projections = 8 * n * d * d;
	const scores = 2 * n * n * d;
	const softmax = 5 * heads * n * n;
	const mixing = 2 * n * n * d;
	return { projections, scores, softmax, mixing, total: projections + scores + softmax + mixing };
}
