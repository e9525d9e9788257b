import { scoreRow } from "./score-row";
import { agree, columns } from "./shapes/agree";
import { checkMatrix } from "./shapes/check-matrix";
import type { Matrix } from "./types";

/**
 * Every query against every key, QKᵀ: `queries` [n_q, d] and `keys` [n_k, d] give [n_q, n_k].
 *
 * @example scoreMatrix([[1, 2], [0, 1]], [[1, 0], [0, 1], [1, 1]]) // [[1, 2, 3], [0, 1, 1]]
 * @throws ShapeError when queries and keys differ in length
 * Source: Vaswani et al. 2017, "Attention Is All You Need", equation 1 (the QKᵀ).
 */
export function scoreMatrix(queries: Matrix, keys: Matrix): number[][] {
	checkMatrix("queries", queries);
	checkMatrix("keys", keys);
	agree(columns("queries", queries), columns("keys", keys));
	return queries.map((query) => scoreRow(query, keys));
}
