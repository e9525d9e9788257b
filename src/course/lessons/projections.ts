/**
 * Hand-made projections for the sentence of the course, d_model = 4 features → d_k = 2, d_v = 3. A
 * model learns such numbers; these are chosen so that every query, key and score is a small whole
 * number and can be read.
 *
 * They are made so that
 * - queries and keys have two entries: "someone" and "something going on";
 * - `bank` asks for what is going on, and a little for who does it: its scores are 2, 5, −2, 0, 2;
 * - `fished` asks for someone, finds `she`, and wants nothing from `bank`: QKᵀ is not symmetric;
 * - water and money ask and answer alike, so that `borrowed` can take the place of `fished`;
 * - a value leaves out what only served to place the token: it has person, water and money.
 */
export const projections: {
	/** [4, 2]: what a token looks for */
	readonly wq: readonly (readonly number[])[];
	/** [4, 2]: what it can be found by */
	readonly wk: readonly (readonly number[])[];
	/** [4, 3]: what it passes on */
	readonly wv: readonly (readonly number[])[];
} = {
	wq: [
		[0, 1], // a person: what is going on?
		[1, -1], // water: who does it?
		[1, -1], // money: who does it?
		[-1, 4], // a place: what is going on there?
	],
	wk: [
		[1, 0], // a person is someone
		[0, 1], // water is something going on
		[0, 1], // money, too
		[0, -1], // a place alone is not
	],
	wv: [
		[1, 0, 0], // person
		[0, 1, 0], // water
		[0, 0, 1], // money
		[0, 0, 0],
	],
};
