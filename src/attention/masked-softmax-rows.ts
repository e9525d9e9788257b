import { checkMask } from "./shapes/check-mask";
import { checkMatrix } from "./shapes/check-matrix";
import { softmaxRows } from "./softmax-rows";
import type { Mask, Matrix } from "./types";

/**
 * Softmax of each row over the keys that the mask allows: `scores` [n_q, n_k] and `mask` [n_q, n_k]
 * (true = may attend) give weights [n_q, n_k]. A hidden key gets exactly 0, whatever its score is.
 * A query with nothing to attend to gets weights of all zeros.
 *
 * @example maskedSoftmaxRows([[5, 5, 9]], [[true, true, false]]) // [[0.5, 0.5, 0]]
 * @throws ShapeError when the mask and the scores differ in shape
 * Source: Vaswani et al. 2017, "Attention Is All You Need", section 3.2.3 ("setting to −∞ all values in
 * the input of the softmax which correspond to illegal connections").
 */
export function maskedSoftmaxRows(scores: Matrix, mask: Mask): number[][] {
	checkMatrix("scores", scores);
	checkMask(mask, scores);
	// exp(−Infinity) is 0: a hidden key gets no weight, and the others share all of it.
	return softmaxRows(
		scores.map((row, i) => row.map((score, j) => (mask[i]![j] ? score : -Infinity))),
	);
}
