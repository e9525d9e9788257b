/**
 * Exercise 13 · Training heads: dropout, diversity, ablation
 *
 * Replace each line "throw new NotImplemented(…)" with your own code, save, and run
 * check("13-training-heads") in the notebook, or `npx attention-lab check 13-training-heads` in a terminal.
 *
 * From "attention-lab" you may import all types and what earlier lessons built: dot, transpose, matmul,
 * splitHeads, mergeHeads.
 *
 * In all three functions: no argument is changed and the result is made of new arrays; nothing is
 * rounded; there is at least one row and one column. What happens when shapes do not fit is up to you.
 */
import {
	type HeadMatrices,
	type Matrix,
	type MultiHeadWeights,
	NotImplemented,
	type Random,
} from "attention-lab";

/**
 * Dropout. While training, every number of x becomes 0 with probability p, by itself; one that stays is
 * divided by 1 − p, so that on average it is what it was. When not training, the result is x (as new
 * arrays), and nothing is drawn.
 *
 *     x [n, d]  →  [n, d]
 *
 * Draw exactly one number for each entry, rng.uniform(), a number from 0 up to, not including, 1: first
 * the first row from left to right, then the second, and so on. Below p, the entry becomes 0; otherwise
 * it stays. p is a number from 0 to 1; with p = 1 everything becomes 0.
 *
 * Worked case: if rng.uniform() gives 0.9, 0.1, 0.5, 0.3, one after the other,
 *
 *     dropout([[1, 2], [3, 4]], 0.5, rng, true)   is  [[2, 0], [6, 0]]
 *     dropout([[1, 2], [3, 4]], 0.5, rng, false)  is  [[1, 2], [3, 4]]
 */
export function dropout(
	x: Matrix,
	p: number,
	rng: Pick<Random, "uniform">,
	training: boolean,
): number[][] {
	throw new NotImplemented("dropout", "exercises/13-training-heads.ts");
}

/**
 * How differently the heads look at the same tokens:
 *
 *     diversity = 1 − the mean of cosine(a, b) over all pairs of two DIFFERENT heads a, b
 *     cosine(a, b) = a·b / (|a| · |b|)
 *
 *     weights [heads][n_q][n_k]  →  a number
 *
 * The weights of a head are taken as one long vector of n_q · n_k numbers; a·b is the sum of the
 * products of all of them, |a| is √(a·a). There are at least two heads. A head whose weights are all 0
 * has the cosine 0 with every other.
 *
 * Worked case, three heads: the cosines of the three pairs are 0, 1/2 and 1/2, so
 *
 *     headDiversity([[[1, 0], [0, 1]],  [[0, 1], [1, 0]],  [[1, 0], [1, 0]]])  is  1 − 1/3 = 2/3
 */
export function headDiversity(weights: HeadMatrices): number {
	throw new NotImplemented("headDiversity", "exercises/13-training-heads.ts");
}

/**
 * Takes one head away. The result is like params, but the rows of wo that belong to this head are 0: what
 * it finds reaches the output no more. wq, wk and wv stay as they are.
 *
 *     params { wq, wk, wv, wo }, wo [heads · d_v, d_out]  →  { wq, wk, wv, wo } of the same shapes
 *
 * Heads are counted from 0. Rows h·d_v … (h+1)·d_v − 1 of wo belong to head h (lesson 07: what the heads
 * found stands side by side, and is multiplied by wo).
 *
 * Worked case, 2 heads with d_v = 2:
 *
 *     ablateHead({ wq, wk, wv, wo: [[1], [2], [3], [4]] }, 1, 2)  is  { wq, wk, wv, wo: [[1], [2], [0], [0]] }
 */
export function ablateHead(
	params: MultiHeadWeights,
	head: number,
	heads: number,
): MultiHeadWeights {
	throw new NotImplemented("ablateHead", "exercises/13-training-heads.ts");
}
