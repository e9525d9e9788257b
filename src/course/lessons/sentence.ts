/** A few tokens with a vector each, small enough to compute with by hand. */
export interface Sentence {
	/** [n] */
	readonly tokens: readonly string[];
	/** What each of the d entries of a vector stands for: [d] */
	readonly features: readonly string[];
	/** One row a token: [n, d] */
	readonly embeddings: readonly (readonly number[])[];
}

const features = ["person", "water", "money", "place"] as const;

/**
 * The sentence that lessons 01 to 08 compute with, n = 5 tokens of d = 4 hand-made features.
 *
 * It is made so that
 * - every score is a small whole number: `bank` scores 0, 2, 1, 0, 3 against the five tokens;
 * - `bank` is as much about water as about money, and only its neighbours can tell which it is;
 * - `the` has none of the four features: all its scores are 0, so it attends to everyone evenly.
 */
export const sentence: Sentence = {
	tokens: ["she", "fished", "from", "the", "bank"],
	features,
	embeddings: [
		[2, 0, 0, 0], // she
		[1, 2, 0, 0], // fished: people do it, in water
		[0, 0, 0, 1], // from
		[0, 0, 0, 0], // the
		[0, 1, 1, 1], // bank: water or money?
	],
};

/** The same sentence with one word changed: now the bank is one that lends money. */
export const twinSentence: Sentence = {
	tokens: ["she", "borrowed", "from", "the", "bank"],
	features,
	embeddings: sentence.embeddings.map((embedding, i) => (i === 1 ? [1, 0, 2, 0] : [...embedding])),
};
