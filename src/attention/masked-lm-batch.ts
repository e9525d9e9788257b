import type { Random } from "./create-random";
import { notAsked } from "./not-asked";
import type { Vector } from "./types";

export interface MaskedLmOptions {
	/** The id of the sign that stands for a hidden token, [MASK]. */
	readonly maskId: number;
	/** How likely each token is to be hidden, 0 to 1; BERT hides 0.15 of them. */
	readonly probability: number;
	readonly rng: Pick<Random, "uniform">;
}

/** What a model reads, and for each token what it should say; −100 where it is not asked. */
export interface LmBatch {
	/** [n] */
	readonly inputs: number[];
	/** [n] */
	readonly targets: number[];
}

/**
 * An exercise in filling in: each of the ids [n] is hidden with this probability, by one number of `rng`
 * a token. A hidden token has `maskId` as its input and itself as its target; all others are their own
 * input and have the target −100, which does not count.
 *
 * BERT is kinder in one point: of the hidden tokens, 80 % become [MASK], 10 % another token, and 10 % stay.
 *
 * @example maskedLmBatch(ids, { maskId: 26, probability: 0.15, rng: createRandom(1) })
 * @throws RangeError when the probability is not between 0 and 1
 * Source: Devlin et al. 2019, "BERT: Pre-training of Deep Bidirectional Transformers …", section 3.1, task 1.
 */
export function maskedLmBatch(ids: Vector, { maskId, probability, rng }: MaskedLmOptions): LmBatch {
	if (!(probability >= 0 && probability <= 1))
		throw new RangeError(`probability is ${probability}: it must lie between 0 and 1`);
	const hidden = ids.map(() => rng.uniform() < probability);
	return {
		inputs: ids.map((id, i) => (hidden[i] ? maskId : id)),
		targets: ids.map((id, i) => (hidden[i] ? id : notAsked)),
	};
}
