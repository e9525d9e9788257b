import { maskedSoftmaxRows } from "./masked-softmax-rows";
import { mixValues } from "./mix-values";
import { scaledScores } from "./scaled-scores";
import { agree, rows } from "./shapes/agree";
import { checkMatrix } from "./shapes/check-matrix";
import { softmaxRows } from "./softmax-rows";
import type { Mask, Matrix } from "./types";

export interface AttentionResult {
	/** [n_q, d_v]: for each query, a mixture of the values */
	readonly output: number[][];
	/** [n_q, n_k]: for each query, how much of each value is in the mixture */
	readonly weights: number[][];
}

/**
 * Scaled dot-product attention, softmax(QKᵀ/√d_k)·V.
 * `q` [n_q, d_k], `k` [n_k, d_k], `v` [n_k, d_v] and an optional `mask` [n_q, n_k] (true = may attend)
 * give `output` [n_q, d_v] and `weights` [n_q, n_k].
 * A query with nothing to attend to gets weights of all zeros and an output of all zeros.
 *
 * @example attention([[1, 0]], [[9, 0], [9, 0]], [[2], [4]]).output // [[3]]
 * @throws ShapeError when q and k differ in length, k and v in number, or the mask in shape
 * Source: Vaswani et al. 2017, "Attention Is All You Need", section 3.2.1, equation 1.
 */
export function attention(q: Matrix, k: Matrix, v: Matrix, mask?: Mask): AttentionResult {
	checkMatrix("v", v);
	const scores = scaledScores(q, k); // [n_q, n_k]
	agree(rows("k", k), rows("v", v));
	const weights = mask ? maskedSoftmaxRows(scores, mask) : softmaxRows(scores); // [n_q, n_k]
	return { output: mixValues(weights, v), weights };
}
