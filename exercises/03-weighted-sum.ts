/**
 * Exercise 03 · The weighted sum: attention as a soft lookup
 *
 * Replace each line "throw new NotImplemented(…)" with your own code, save, and run
 * check("03-weighted-sum") in the notebook, or `npx attention-lab check 03-weighted-sum` in a terminal.
 *
 * Besides types, NotImplemented and ShapeError you may import `dot`, `transpose` and `matmul`: you
 * wrote them in exercise 00. There is always at least one value, every value has the same number d ≥ 1
 * of entries, there are as many weights as values, and all numbers are finite; what your functions do
 * with anything else is up to you. None of them changes its arguments, and none rounds.
 */
import { type Matrix, NotImplemented, type Vector } from "attention-lab";

/**
 * Mixes the values in the proportions of the weights: weight 0 times value 0, plus weight 1 times value
 * 1, and so on.
 *
 *     weights [n], values [n, d]  →  mixture [d]
 *
 * Worked case, by hand:
 *
 *     weightedSum([1/4, 3/4], [[4, 0, 8],
 *                              [0, 8, 4]])  is  [1/4·4 + 3/4·0,  1/4·0 + 3/4·8,  1/4·8 + 3/4·4]
 *                                           =   [1, 6, 5]
 *
 * The weights are taken as they are. They usually sum to 1, but nothing is done to make them: when all
 * of them are 0, the mixture is all zeros.
 */
export function weightedSum(weights: Vector, values: Matrix): number[] {
	throw new NotImplemented("weightedSum", "exercises/03-weighted-sum.ts");
}

/**
 * One mixture for each query, each with the weights of its own row. All queries mix the same values.
 *
 *     weightRows [n_q, n_k], values [n_k, d_v]  →  [n_q, d_v]      one row a query
 *
 * Worked case:
 *
 *     mixValues([[1/4, 3/4],
 *                [1/2, 1/2],
 *                [0,   0  ]], [[4, 0],
 *                              [0, 8]])  is  [[1, 6],
 *                                             [2, 4],
 *                                             [0, 0]]
 *
 * There may be more queries than values, or fewer. The rows of the result are new arrays, each its own.
 */
export function mixValues(weightRows: Matrix, values: Matrix): number[][] {
	throw new NotImplemented("mixValues", "exercises/03-weighted-sum.ts");
}
