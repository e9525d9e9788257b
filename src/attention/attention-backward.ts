import { matmul } from "./matmul";
import { agree, columns, rows } from "./shapes/agree";
import { checkMatrix } from "./shapes/check-matrix";
import { softmaxBackward } from "./softmax-backward";
import { transpose } from "./transpose";
import type { Matrix } from "./types";

/** What `attention(q, k, v, mask?)` was given, and the weights that it returned. */
export interface AttentionForward {
	/** [n_q, d_k] */
	readonly q: Matrix;
	/** [n_k, d_k] */
	readonly k: Matrix;
	/** [n_k, d_v] */
	readonly v: Matrix;
	/** [n_q, n_k] */
	readonly weights: Matrix;
}

/** ∂loss by each of the inputs of attention, in their shapes. */
export interface AttentionGradients {
	/** [n_q, d_k] */
	readonly dq: number[][];
	/** [n_k, d_k] */
	readonly dk: number[][];
	/** [n_k, d_v] */
	readonly dv: number[][];
}

/**
 * Back through attention: `dOutput` [n_q, d_v] is ∂loss/∂output, and the result says how much the loss
 * grows with every number of q, k and v.
 *
 *     dv = weightsᵀ·dOutput     dWeights = dOutput·vᵀ     dScores = softmaxBackward of every row
 *     dq = dScores·k / √d_k     dk = dScoresᵀ·q / √d_k
 *
 * No mask is needed: a hidden key has the weight 0, and with it everything that goes back through it.
 *
 * @example attentionBackward({ q, k, v, ...attention(q, k, v) }, dOutput).dk // [n_k, d_k]
 * @throws ShapeError when the shapes do not fit
 * Source: Dao et al. 2022, "FlashAttention", appendix B.2.
 */
export function attentionBackward(
	{ q, k, v, weights }: AttentionForward,
	dOutput: Matrix,
): AttentionGradients {
	for (const [name, matrix] of Object.entries({ q, k, v, weights, dOutput }))
		checkMatrix(name, matrix);
	agree(columns("q", q), columns("k", k));
	agree(rows("k", k), rows("v", v));
	agree(rows("weights", weights), rows("q", q));
	agree(columns("weights", weights), rows("k", k));
	agree(rows("dOutput", dOutput), rows("q", q));
	agree(columns("dOutput", dOutput), columns("v", v));

	const scale = Math.sqrt(k[0]!.length);
	const dWeights = matmul(dOutput, transpose(v)); // [n_q, n_k]
	const dScores = weights.map((row, i) => softmaxBackward(row, dWeights[i]!)); // [n_q, n_k]
	const dProducts = dScores.map((row) => row.map((value) => value / scale)); // [n_q, n_k]
	return {
		dq: matmul(dProducts, k),
		dk: matmul(transpose(dProducts), q),
		dv: matmul(transpose(weights), dOutput),
	};
}
