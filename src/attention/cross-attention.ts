import { attendInHeads } from "./attend-in-heads";
import { linear } from "./linear";
import type { MultiHeadOptions, MultiHeadResult, MultiHeadWeights } from "./multi-head-attention";
import { agree, columns, rows } from "./shapes/agree";
import { checkMatrix } from "./shapes/check-matrix";
import type { Matrix } from "./types";

/**
 * Multi-head attention from one sequence to another: `x` [n_q, d_model] asks, `context`
 * [n_k, d_context] answers. Queries are x·Wq, keys and values context·Wk and context·Wv, so `wq` has
 * d_model rows, `wk` and `wv` have d_context. The result is `output` [n_q, d_out] and `weights`
 * [heads][n_q][n_k]; `mask`, when given, is [n_q, n_k].
 * A query with nothing to attend to gets weights of all zeros and an output of all zeros.
 *
 * @example crossAttention(target, source, { wq, wk, wv, wo }, { heads: 2 }).weights[0] // who looks where
 * @throws ShapeError when the shapes do not fit, or the heads cannot share the columns equally
 * Source: Vaswani et al. 2017, "Attention Is All You Need", section 3.2.3, first point ("encoder-decoder
 * attention").
 */
export function crossAttention(
	x: Matrix,
	context: Matrix,
	params: MultiHeadWeights,
	options: MultiHeadOptions,
): MultiHeadResult {
	const { wq, wk, wv, bq, bk, bv } = params;
	for (const [name, matrix] of Object.entries({ x, context, wq, wk, wv }))
		checkMatrix(name, matrix);
	agree(columns("x", x), rows("wq", wq));
	agree(columns("context", context), rows("wk", wk));
	agree(columns("context", context), rows("wv", wv));
	const projected = {
		q: linear(x, wq, bq),
		k: linear(context, wk, bk),
		v: linear(context, wv, bv),
	};
	return attendInHeads(projected, params, options);
}
