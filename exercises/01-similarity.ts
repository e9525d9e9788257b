/**
 * Exercise 01 · Similarity: every token against every token
 *
 * Replace each line "throw new NotImplemented(…)" with your own code, save, and run
 * check("01-similarity") in the notebook, or `npx attention-lab check 01-similarity` in a terminal.
 *
 * Besides types, NotImplemented and ShapeError you may import `dot`, `transpose` and `matmul`: you
 * wrote them in exercise 00. There is always at least one query and one key, and all of them have the
 * same number d ≥ 1 of entries; what your functions do with anything else is up to you. None of them
 * changes its arguments, and none rounds.
 */
import { type Matrix, NotImplemented, type Vector } from "attention-lab";

/**
 * Scores one query against every key by the dot product, as it is: nothing is divided, cut off or left
 * out.
 *
 *     query [d], keys [n, d]  →  scores [n]       one score a key, in the order of the keys
 *
 * Worked case, by hand:
 *
 *     scoreRow([0, 1, 1, 1], [[1, 2, 0, 0],
 *                             [0, 0, 0, 1]])  is  [0·1 + 1·2 + 1·0 + 1·0,  0·0 + 1·0 + 1·0 + 1·1]
 *                                             =   [2, 1]
 */
export function scoreRow(query: Vector, keys: Matrix): number[] {
	throw new NotImplemented("scoreRow", "exercises/01-similarity.ts");
}

/**
 * Scores every query against every key.
 *
 *     queries [n_q, d], keys [n_k, d]  →  scores [n_q, n_k]      one row a query, one column a key
 *
 * Row i, column j is the dot product of query i and key j. Worked case:
 *
 *     scoreMatrix([[1, 2],
 *                  [0, 1]], [[1, 0],
 *                            [0, 1],
 *                            [1, 1]])  is  [[1, 2, 3],
 *                                           [0, 1, 1]]
 *
 * There may be more queries than keys, or fewer. When the queries are the keys, every token is also
 * scored against itself. The rows of the result are new arrays, each its own.
 */
export function scoreMatrix(queries: Matrix, keys: Matrix): number[][] {
	throw new NotImplemented("scoreMatrix", "exercises/01-similarity.ts");
}
