import type { Random } from "../../attention";
import { checkSampling } from "./check-sampling";

export interface SamplingOptions {
	/**
	 * Divides the logits: below 1 the likely becomes more likely, above 1 less; 0 takes the most likely
	 * one, always. Default 1.
	 */
	readonly temperature?: number | undefined;
	/** Only the k most likely have a chance. Default: all. */
	readonly topK?: number | undefined;
	/** Needed unless the temperature is 0. */
	readonly random?: Random | undefined;
}

/**
 * Draws an id with the probabilities softmax(logits / temperature), among the k most likely ones.
 * Of equal logits the first counts as the more likely. One number of `random` is used.
 *
 * @throws RangeError for a temperature below 0, a topK below 1, or a logit that is not a number
 * Source of top-k: Fan, Lewis and Dauphin 2018, "Hierarchical Neural Story Generation", section 5.1.
 */
export function sampleId(logits: ArrayLike<number>, options: SamplingOptions = {}): number {
	const { temperature = 1, topK = logits.length, random } = options;
	checkSampling(options);
	checkLogits(logits);
	// sort is stable: of equal logits the first stays first
	const best = Array.from(logits, (_, id) => id).sort((a, b) => logits[b]! - logits[a]!);
	if (temperature === 0) return best[0]!;
	const chosen = best.slice(0, topK);
	const top = logits[chosen[0]!]!;
	const shares = chosen.map((id) => Math.exp((logits[id]! - top) / temperature));
	let left = random!.uniform(
		0,
		shares.reduce((a, b) => a + b),
	);
	for (let i = 0; i < chosen.length; i++) {
		left -= shares[i]!;
		if (left < 0) return chosen[i]!;
	}
	return best[0]!; // where rounding has left a rest
}

function checkLogits(logits: ArrayLike<number>): void {
	if (logits.length === 0) throw new RangeError("there are no logits to draw from");
	let possible = false;
	for (let id = 0; id < logits.length; id++) {
		const logit = logits[id]!;
		if (Number.isNaN(logit) || logit === Infinity)
			throw new RangeError(`logits[${id}] is ${logit}: it must be a number or -Infinity`);
		possible ||= logit > -Infinity;
	}
	if (!possible) throw new RangeError("all logits are -Infinity: nothing is possible");
}
