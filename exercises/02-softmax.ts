/**
 * Exercise 02 · Softmax: from scores to weights
 *
 * Replace each line "throw new NotImplemented(…)" with your own code, save, and run
 * check("02-softmax") in the notebook, or `npx attention-lab check 02-softmax` in a terminal.
 *
 * You may import types, NotImplemented and ShapeError from "attention-lab", and nothing else. There is
 * at least one score in a row, and all scores are finite.
 */
import { type Matrix, NotImplemented, type Vector } from "attention-lab";

/**
 * Turns the scores of one query into weights:
 *
 *     weight of i = exp(score of i) / sum over all j of exp(score of j)
 *
 *     scores [n]  →  weights [n]
 *
 * Worked case, by hand: exp(0) = 1 and exp(ln 3) = 3, together 4, so
 *
 *     softmax([0, Math.log(3)])  is  [1/4, 3/4]
 *
 * Your softmax
 * - works for scores of any size: softmax([1000, 1000]) is [0.5, 0.5], although exp(1000) is Infinity;
 * - works for long rows, of hundreds of thousands of scores;
 * - returns a new array and leaves `scores` as it was;
 * - does not round.
 */
export function softmax(scores: Vector): number[] {
	throw new NotImplemented("softmax", "exercises/02-softmax.ts");
}

/**
 * Turns the scores of every query into weights, each row by itself.
 *
 *     scores [n_q, n_k]  →  weights [n_q, n_k]      one row a query, one column a key
 *
 * Worked case:
 *
 *     softmaxRows([[0, Math.log(3)], [5, 5]])  is  [[1/4, 3/4], [1/2, 1/2]]
 *
 * Every row of the result sums to 1, whatever the other rows hold. The rows are new arrays, each its
 * own; `scores` stays as it was, and nothing is rounded.
 */
export function softmaxRows(scores: Matrix): number[][] {
	throw new NotImplemented("softmaxRows", "exercises/02-softmax.ts");
}
