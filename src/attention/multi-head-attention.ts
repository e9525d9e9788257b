import { attendInHeads } from "./attend-in-heads";
import { projectQKV } from "./project-qkv";
import type { Mask, Matrix, Vector } from "./types";

/**
 * The learned matrices of all heads side by side. Columns h·d_k … (h+1)·d_k − 1 of `wq` and `wk`, and
 * columns h·d_v … (h+1)·d_v − 1 of `wv`, belong to head h.
 */
export interface MultiHeadWeights {
	/** [d_model, heads · d_k] */
	readonly wq: Matrix;
	/** [d_model, heads · d_k] */
	readonly wk: Matrix;
	/** [d_model, heads · d_v] */
	readonly wv: Matrix;
	/** [heads · d_v, d_out] */
	readonly wo: Matrix;
	/** The biases of models that have them, one number a column of the matrix of the same letter. */
	readonly bq?: Vector | undefined;
	readonly bk?: Vector | undefined;
	readonly bv?: Vector | undefined;
	readonly bo?: Vector | undefined;
}

export interface MultiHeadOptions {
	/** How many heads share the columns of wq, wk and wv. */
	readonly heads: number;
	/** [n_q, n_k], the same for every head; true = may attend. Without it everything is allowed. */
	readonly mask?: Mask | undefined;
}

export interface MultiHeadResult {
	/** [n_q, d_out] */
	readonly output: number[][];
	/** [heads][n_q][n_k]: who attends to whom, head by head */
	readonly weights: number[][][];
}

/**
 * Several attentions at once over one sequence, each with projections of its own: project, split,
 * attend, merge, project. `x` [n, d_model] gives `output` [n, d_out] and `weights` [heads][n][n].
 * A query with nothing to attend to gets weights of all zeros and an output of all zeros.
 *
 * @example multiHeadAttention(x, { wq, wk, wv, wo }, { heads: 2, mask: causalMask(x.length) })
 * @throws ShapeError when the shapes do not fit, or the heads cannot share the columns equally
 * Source: Vaswani et al. 2017, "Attention Is All You Need", section 3.2.2, where there are no biases.
 */
export function multiHeadAttention(
	x: Matrix,
	params: MultiHeadWeights,
	options: MultiHeadOptions,
): MultiHeadResult {
	return attendInHeads(projectQKV(x, params), params, options);
}
