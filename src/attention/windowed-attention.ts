import { attention } from "./attention";
import { agree, columns, rows } from "./shapes/agree";
import { checkCount } from "./shapes/check-count";
import { checkMatrix } from "./shapes/check-matrix";
import type { Matrix } from "./types";

/**
 * Causal attention over the last `window` tokens, itself included, that computes nothing else: the output
 * of `attention` with slidingWindowMask(n, window), in n · window scores instead of n². `q` and `k`
 * [n, d_k] and `v` [n, d_v] give the output [n, d_v].
 *
 * @throws ShapeError when the shapes do not fit, or window is no whole number from 1
 * Source: Beltagy, Peters, Cohan 2020, "Longformer: The Long-Document Transformer", section 3.1.
 */
export function windowedAttention(
	q: Matrix,
	k: Matrix,
	v: Matrix,
	{ window }: { readonly window: number },
): number[][] {
	checkMatrix("q", q);
	checkMatrix("k", k);
	agree(rows("q", q), rows("k", k));
	agree(rows("k", k), rows("v", v));
	agree(columns("q", q), columns("k", k));
	checkCount("window", window, 1);
	return q.map((query, i) => {
		const start = Math.max(0, i - window + 1);
		return attention([query], k.slice(start, i + 1), v.slice(start, i + 1)).output[0]!;
	});
}
