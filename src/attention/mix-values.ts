import { agree, columns, rows } from "./shapes/agree";
import { checkMatrix } from "./shapes/check-matrix";
import type { Matrix } from "./types";
import { weightedSum } from "./weighted-sum";

/**
 * One mixture a query: `weightRows` [n_q, n_k] and `values` [n_k, d_v] give [n_q, d_v].
 *
 * @example mixValues([[1, 0], [0.5, 0.5]], [[2, 4], [6, 8]]) // [[2, 4], [4, 6]]
 * @throws ShapeError when a row of weights does not have one weight a value
 * Source: Vaswani et al. 2017, "Attention Is All You Need", equation 1 (the weights times V).
 */
export function mixValues(weightRows: Matrix, values: Matrix): number[][] {
	checkMatrix("weightRows", weightRows);
	checkMatrix("values", values);
	agree(columns("weightRows", weightRows), rows("values", values));
	return weightRows.map((weights) => weightedSum(weights, values));
}
