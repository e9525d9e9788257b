/**
 * Solution 01 · Similarity: every token against every token
 */
import { dot, type Matrix, type Vector } from "attention-lab";

export function scoreRow(query: Vector, keys: Matrix): number[] {
	return keys.map((key) => dot(query, key));
}

export function scoreMatrix(queries: Matrix, keys: Matrix): number[][] {
	// The same numbers as matmul(queries, transpose(keys)), which is why papers write QKᵀ.
	return queries.map((query) => scoreRow(query, keys));
}
