/**
 * Exercise 06 · Masks: who may look at whom
 *
 * Replace each line "throw new NotImplemented(…)" with your own code, save, and run
 * check("06-masks") in the notebook, or `npx attention-lab check 06-masks` in a terminal.
 *
 * You may import softmax and softmaxRows of lesson 02 from "attention-lab". You need not: everything
 * can be written with plain loops. (The library's softmax gives weights of all zeros for a row of
 * nothing but -Infinity. One that is written as in lesson 02 gives NaN there.)
 *
 * The rows of every result are new arrays, each its own. No argument is changed, nothing is rounded.
 *
 * A mask is a matrix of booleans, one row a query, one column a key. true means: this query may attend
 * to this key. All entries are real booleans, true or false, not 1 or 0.
 */
import { type Mask, type Matrix, NotImplemented } from "attention-lab";

/**
 * The mask of a text that is written from left to right: position i may attend to itself and to every
 * position before it, and to none that comes later.
 *
 *     n (at least 1)  →  mask [n, n]
 *
 * Worked case:
 *
 *     causalMask(3)  is  [[true, false, false],
 *                         [true, true,  false],
 *                         [true, true,  true ]]
 */
export function causalMask(n: number): boolean[][] {
	throw new NotImplemented("causalMask", "exercises/06-masks.ts");
}

/**
 * The mask of a sequence that was filled up with padding at its end: every query, all nQueries of them,
 * may attend to the first `keyLength` keys and to none of the padding after them.
 *
 *     nQueries, keyLength (0 to nKeys), nKeys  →  mask [nQueries, nKeys]
 *
 * nQueries and nKeys are at least 1 and may differ. keyLength may be 0: then everything is padding, and
 * every entry is false. Padding is about keys; queries are not hidden. Worked case:
 *
 *     paddingMask(2, 1, 3)  is  [[true, false, false],
 *                                [true, false, false]]
 */
export function paddingMask(nQueries: number, keyLength: number, nKeys: number): boolean[][] {
	throw new NotImplemented("paddingMask", "exercises/06-masks.ts");
}

/**
 * A mask that allows what both masks allow, and nothing else.
 *
 *     a [n_q, n_k], b [n_q, n_k]  →  mask [n_q, n_k]
 *
 * Worked case:
 *
 *     combineMasks([[true, true, false]], [[true, false, true]])  is  [[true, false, false]]
 */
export function combineMasks(a: Mask, b: Mask): boolean[][] {
	throw new NotImplemented("combineMasks", "exercises/06-masks.ts");
}

/**
 * Softmax of every row, over the keys that the mask allows.
 *
 *     scores [n_q, n_k], mask [n_q, n_k]  →  weights [n_q, n_k]
 *
 * - A hidden key (mask false) gets the weight 0, exactly, whatever its score is.
 * - The other keys of the row share the whole weight, as if the hidden ones were not there.
 * - In a row in which every key is hidden, all weights are 0.
 * - It works for scores of any size, such as 1000 or −3,000,000,000, hidden or not.
 *
 * Worked case: exp(0) = 1, exp(ln 3) = 3, and the third key is hidden, so
 *
 *     maskedSoftmaxRows([[0, Math.log(3), Math.log(4)], [5, 5, 5]],
 *                       [[true, true, false], [false, false, false]])
 *
 *     is  [[1/4, 3/4, 0], [0, 0, 0]]
 */
export function maskedSoftmaxRows(scores: Matrix, mask: Mask): number[][] {
	throw new NotImplemented("maskedSoftmaxRows", "exercises/06-masks.ts");
}
