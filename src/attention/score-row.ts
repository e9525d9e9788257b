import { dot } from "./dot";
import { agree, columns, numbers } from "./shapes/agree";
import { checkMatrix } from "./shapes/check-matrix";
import { checkVector } from "./shapes/check-vector";
import type { Matrix, Vector } from "./types";

/**
 * How well one query matches every key: `query` [d] and `keys` [n, d] give n scores.
 *
 * @example scoreRow([1, 2], [[1, 0], [0, 1], [1, 1]]) // [1, 2, 3]
 * @throws ShapeError when a key is not as long as the query
 * Source: Vaswani et al. 2017, "Attention Is All You Need", section 3.2.1 ("dot-product attention").
 */
export function scoreRow(query: Vector, keys: Matrix): number[] {
	checkVector("query", query);
	checkMatrix("keys", keys);
	agree(numbers("query", query), columns("keys", keys));
	return keys.map((key) => dot(query, key));
}
