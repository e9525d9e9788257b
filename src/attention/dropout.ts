import type { Random } from "./create-random";
import { checkMatrix } from "./shapes/check-matrix";
import type { Matrix } from "./types";

/**
 * While training, sets every number of `x` [n, d] to 0 with probability `p`, and multiplies those that
 * stay by 1/(1 − p), so that the expected value of each is what it was. When not training it gives x
 * as it is and draws nothing.
 *
 * It draws one number of `rng` for each entry, row by row: below `p` the entry becomes 0.
 *
 * @example dropout(weights, 0.1, rng, true)
 * @throws ShapeError when x is empty or ragged
 * @throws RangeError when p is no number from 0 to 1
 * Source: Srivastava et al. 2014, "Dropout: A Simple Way to Prevent Neural Networks from Overfitting",
 * section 4, and section 10 for scaling while training instead of afterwards.
 */
export function dropout(
	x: Matrix,
	p: number,
	rng: Pick<Random, "uniform">,
	training: boolean,
): number[][] {
	checkMatrix("x", x);
	if (!(p >= 0 && p <= 1)) throw new RangeError(`p is ${p}: it must be a probability, from 0 to 1`);
	if (!training) return x.map((row) => [...row]);
	return x.map((row) => row.map((value) => (rng.uniform() < p ? 0 : value / (1 - p))));
}
