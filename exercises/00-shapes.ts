/**
 * Exercise 00 · Shapes: vectors, matrices and their product
 *
 * Replace each line "throw new NotImplemented(…)" with your own code, save, and run
 * check("00-shapes") in the notebook, or `npx attention-lab check 00-shapes` in a terminal.
 *
 * You may import nothing but types, NotImplemented and ShapeError. All arguments fit together as the
 * shapes say, every matrix has at least one row and one column, and all its rows are equally long: what
 * your functions do with anything else is up to you. None of them changes its arguments, and none
 * rounds.
 */
import { type Matrix, NotImplemented, type Vector } from "attention-lab";

/**
 * The dot product of two vectors of the same length: multiply entry by entry, then add.
 *
 *     a [n], b [n]  →  a single number
 *
 * Worked case, by hand:
 *
 *     dot([2, 1, 0], [3, 1, 2])  is  2·3 + 1·1 + 0·2 = 7
 *
 * The dot product of two empty vectors is 0, as every empty sum.
 */
export function dot(a: Vector, b: Vector): number {
	throw new NotImplemented("dot", "exercises/00-shapes.ts");
}

/**
 * Turns rows into columns: what stands in row i, column j of `a` stands in row j, column i of the result.
 *
 *     a [n, m]  →  [m, n]
 *
 * Worked case:
 *
 *     transpose([[1, 2, 3],
 *                [4, 5, 6]])  is  [[1, 4],
 *                                  [2, 5],
 *                                  [3, 6]]
 *
 * The rows of the result are new arrays, each its own.
 */
export function transpose(a: Matrix): number[][] {
	throw new NotImplemented("transpose", "exercises/00-shapes.ts");
}

/**
 * The matrix product: row i, column j of the result is the dot product of row i of `a` and column j of
 * `b`.
 *
 *     a [n, m], b [m, p]  →  [n, p]
 *
 * Worked case, by hand:
 *
 *     matmul([[2, 1, 0]], [[3, 2],
 *                          [1, 2],
 *                          [2, 1]])  is  [[2·3 + 1·1 + 0·2, 2·2 + 1·2 + 0·1]]  =  [[7, 6]]
 *
 * The rows of the result are new arrays, each its own.
 */
export function matmul(a: Matrix, b: Matrix): number[][] {
	throw new NotImplemented("matmul", "exercises/00-shapes.ts");
}
