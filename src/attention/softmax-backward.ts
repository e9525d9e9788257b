import { dot } from "./dot";
import { agree, numbers } from "./shapes/agree";
import { checkVector } from "./shapes/check-vector";
import type { Vector } from "./types";

/**
 * Back through softmax: what the scores have to do with the loss. `p` [n] are the weights that softmax
 * gave, `dp` [n] is ∂loss/∂p; the result [n] is ∂loss/∂scores = pᵢ·(dpᵢ − Σⱼ pⱼ·dpⱼ).
 *
 * The row sum is there because the weights share one whole: a score that rises takes from all others.
 * It makes the result sum to 0 whenever `p` sums to 1. Weights that are all 0 (nothing to attend to)
 * give zeros.
 *
 * @example softmaxBackward([0.5, 0.25, 0.25], [4, 0, 8]) // [0, -1, 1]
 * @throws ShapeError when p and dp differ in length
 * Source: Dao et al. 2022, "FlashAttention: Fast and Memory-Efficient Exact Attention with IO-Awareness",
 * appendix B.2: dS = (diag(P) − P·Pᵀ)·dP.
 */
export function softmaxBackward(p: Vector, dp: Vector): number[] {
	checkVector("p", p);
	checkVector("dp", dp);
	agree(numbers("p", p), numbers("dp", dp));
	const shared = dot(p, dp);
	return p.map((weight, i) => weight * (dp[i]! - shared));
}
