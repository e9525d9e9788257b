import type { LmBatch } from "./masked-lm-batch";
import type { Vector } from "./types";

/**
 * An exercise in continuing: the input is all but the last of the ids [n], and the target of each token
 * is the one that follows it. Both have n − 1 numbers.
 *
 * @example causalLmBatch([7, 3, 5]) // { inputs: [7, 3], targets: [3, 5] }
 * @throws RangeError when there are fewer than two ids: nothing follows anything
 * Source: Radford et al. 2018, "Improving Language Understanding by Generative Pre-Training", section 3.1,
 * equation 1.
 */
export function causalLmBatch(ids: Vector): LmBatch {
	if (ids.length < 2)
		throw new RangeError(`${ids.length} ids have nothing that follows: give at least two`);
	return { inputs: ids.slice(0, -1), targets: ids.slice(1) };
}
