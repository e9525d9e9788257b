import { gelu } from "./gelu";
import { linear } from "./linear";
import type { Matrix, Vector } from "./types";

/** The two linear layers of a feed-forward network; d_ff is often 4 · d_model. */
export interface FeedForwardWeights {
	/** [d_model, d_ff] */
	readonly w1: Matrix;
	/** [d_ff] */
	readonly b1: Vector;
	/** [d_ff, d_model] */
	readonly w2: Matrix;
	/** [d_model] */
	readonly b2: Vector;
}

/**
 * Two linear layers with a bend between them, gelu(x·W1 + b1)·W2 + b2: `x` [n, d_model] gives
 * [n, d_model]. Every token (row) goes through by itself and meets no other.
 *
 * The bend is GELU in its tanh form, as in GPT-2 and in `attention-lab/tensor`; the first Transformer
 * had relu there.
 *
 * @throws ShapeError when a matrix or a bias does not fit
 * Sources: Vaswani et al. 2017, "Attention Is All You Need", section 3.3, equation 2; Hendrycks and
 * Gimpel 2016, "Gaussian Error Linear Units (GELUs)", section 2.
 */
export function feedForward(x: Matrix, { w1, b1, w2, b2 }: FeedForwardWeights): number[][] {
	const hidden = linear(x, w1, b1).map((row) => row.map(gelu)); // [n, d_ff]
	return linear(hidden, w2, b2);
}
