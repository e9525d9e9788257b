import { dot } from "./dot";
import { agree, columns, rows } from "./shapes/agree";
import { checkMatrix } from "./shapes/check-matrix";
import { ShapeError } from "./shapes/shape-error";
import type { HeadMatrices, Vector } from "./types";

/**
 * How differently the heads look: 1 minus the mean cosine of the weights of two different heads, over
 * all pairs of heads. `weights` are [heads][n_q][n_k], and each head's are taken as one long vector.
 * 0 when all heads look at the same, 1 when no two of them look at anything in common. A head whose
 * weights are all 0 has the cosine 0 with every other.
 *
 * @example headDiversity([[[1, 0]], [[0, 1]]]) // 1
 * @throws ShapeError when there are fewer than two heads, or they differ in shape
 * Source: after Li et al. 2018, "Multi-Head Attention with Disagreement Regularization", section 3.2:
 * the cosine of their disagreement on subspaces, taken of the attended positions.
 */
export function headDiversity(weights: HeadMatrices): number {
	if (!Array.isArray(weights) || weights.length < 2)
		throw new ShapeError("weights needs at least two heads: [heads][n_q][n_k]");
	weights.forEach((head, h) => {
		checkMatrix(`weights[${h}]`, head);
		agree(rows("weights[0]", weights[0]), rows(`weights[${h}]`, head));
		agree(columns("weights[0]", weights[0]), columns(`weights[${h}]`, head));
	});
	const flat = weights.map((head) => head.flat());
	const cosines = flat.flatMap((a, i) => flat.slice(0, i).map((b) => cosine(a, b)));
	return 1 - cosines.reduce((sum, value) => sum + value) / cosines.length;
}

function cosine(a: Vector, b: Vector): number {
	const lengths = Math.sqrt(dot(a, a) * dot(b, b));
	return lengths === 0 ? 0 : dot(a, b) / lengths;
}
