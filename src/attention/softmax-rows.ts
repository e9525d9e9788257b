import { checkMatrix } from "./shapes/check-matrix";
import { softmax } from "./softmax";
import type { Matrix } from "./types";

/**
 * Softmax of each row by itself: scores [n_q, n_k] give weights [n_q, n_k], every row summing to 1.
 * A row belongs to one query, so queries do not compete with each other; keys do.
 *
 * @example softmaxRows([[0, Math.log(3)], [5, 5]]) // [[0.25, 0.75], [0.5, 0.5]]
 * @throws ShapeError when the scores are empty or ragged
 * Source: Vaswani et al. 2017, "Attention Is All You Need", equation 1 (the softmax, over keys).
 */
export function softmaxRows(scores: Matrix): number[][] {
	checkMatrix("scores", scores);
	return scores.map((row) => softmax(row));
}
