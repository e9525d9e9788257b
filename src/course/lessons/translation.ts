/**
 * A toy translation for cross-attention: the states of a decoder that writes the German sentence, one
 * a word, and hand-made projections for two heads that read the English one (lessons/sentence).
 * d_model = 3, d_context = 4, d_k = 3 and d_v = 2 in each head, d_out = 2.
 *
 * It is made so that
 * - head 0 finds the word that is being translated, and `vom` finds both `from` and `the`;
 * - head 1 looks for what is going on around it: the last word finds `fished` (or `borrowed`);
 * - the output tells how much of water and how much of money a word is about: the last one is `Ufer`
 *   when there is more water, `Bank` when there is more money.
 */
export const translation: {
	/** The last word is still open: it depends on the sentence that is translated. */
	readonly tokens: readonly string[];
	readonly features: readonly string[];
	/** [4, 3] */
	readonly states: readonly (readonly number[])[];
	/** [3, 2 · 3] */
	readonly wq: readonly (readonly number[])[];
	/** [4, 2 · 3] */
	readonly wk: readonly (readonly number[])[];
	/** [4, 2 · 2] */
	readonly wv: readonly (readonly number[])[];
	/** [2 · 2, 2] */
	readonly wo: readonly (readonly number[])[];
} = {
	tokens: ["sie", "verb", "vom", "noun"],
	features: ["someone", "a deed", "a thing"],
	states: [
		[1, 0, 0], // sie
		[0, 1, 0], // the verb
		[-1, -1, -1], // vom: a small word, none of the three
		[0, 0, 1], // the noun
	],
	wq: [
		[2, -2, 0, 1, 2, -3], // someone: who is it? · what goes on?
		[1, 2, -3, 2, -2, 0], // a deed: what goes on? · who does it?
		[-2, 2, 1, 1, 2, -3], // a thing: which one? · what goes on?
	],
	wk: [
		[1, 0, 0, 1, 0, 0], // a person
		[0, 1, 0, 0, 1, 0], // water: something is going on
		[0, 1, 0, 0, 1, 0], // money, too
		[0, 0, 1, 0, 0, 1], // a place
	],
	wv: [
		[0, 0, 0, 0],
		[1, 0, 1, 0], // water
		[0, 1, 0, 1], // money
		[0, 0, 0, 0],
	],
	wo: [
		[1, 0], // head 0: water
		[0, 1], // head 0: money
		[1, 0], // head 1: water
		[0, 1], // head 1: money
	],
};
