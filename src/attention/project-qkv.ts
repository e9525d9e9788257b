import { linear } from "./linear";
import { agree, columns, rows } from "./shapes/agree";
import { checkMatrix } from "./shapes/check-matrix";
import type { Matrix, Vector } from "./types";

/**
 * The three learned projections: `wq` and `wk` [d_model, d_k], `wv` [d_model, d_v]; the biases of models
 * that have them, one number a column, are `bq`, `bk` and `bv`.
 */
export interface QKVWeights {
	readonly wq: Matrix;
	readonly wk: Matrix;
	readonly wv: Matrix;
	readonly bq?: Vector | undefined;
	readonly bk?: Vector | undefined;
	readonly bv?: Vector | undefined;
}

/** What each token asks (`q`), what it can be found by (`k`), and what it passes on (`v`). */
export interface QKV {
	/** [n, d_k] */
	readonly q: number[][];
	/** [n, d_k] */
	readonly k: number[][];
	/** [n, d_v] */
	readonly v: number[][];
}

/**
 * Three views of the same tokens: `x` [n, d_model] gives q = x·Wq, k = x·Wk and v = x·Wv,
 * with biases q = x·Wq + bq and so on.
 *
 * @example projectQKV(x, { wq, wk, wv }).q // [n, d_k]
 * @throws ShapeError when a weight matrix has not one row a column of `x`, or wq and wk differ in columns
 * Source: Vaswani et al. 2017, "Attention Is All You Need", section 3.2.2 (one head).
 */
export function projectQKV(x: Matrix, { wq, wk, wv, bq, bk, bv }: QKVWeights): QKV {
	checkMatrix("x", x);
	for (const [name, w] of Object.entries({ wq, wk, wv })) {
		checkMatrix(name, w);
		agree(columns("x", x), rows(name, w));
	}
	agree(columns("wq", wq), columns("wk", wk));
	return { q: linear(x, wq, bq), k: linear(x, wk, bk), v: linear(x, wv, bv) };
}
