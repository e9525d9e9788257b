import { scoreMatrix } from "./score-matrix";
import { agree, columns } from "./shapes/agree";
import { checkMatrix } from "./shapes/check-matrix";
import type { Matrix } from "./types";

/**
 * QKᵀ/√d_k: `q` [n_q, d_k] and `k` [n_k, d_k] give scores [n_q, n_k].
 * A dot product of d_k independent terms of variance 1 has variance d_k; dividing by √d_k brings it
 * back to 1, whatever d_k is.
 *
 * @example scaledScores([[1, 1, 1, 1]], [[1, 2, 3, 4]]) // [[10 / √4]] = [[5]]
 * @throws ShapeError when q and k differ in length
 * Source: Vaswani et al. 2017, "Attention Is All You Need", section 3.2.1, equation 1 and footnote 4.
 */
export function scaledScores(q: Matrix, k: Matrix): number[][] {
	checkMatrix("q", q);
	checkMatrix("k", k);
	agree(columns("q", q), columns("k", k));
	const scale = Math.sqrt(q[0]!.length);
	return scoreMatrix(q, k).map((row) => row.map((score) => score / scale));
}
