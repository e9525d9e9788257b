import { projections } from "./projections";

/**
 * Two hand-made heads for the sentence of the course: d_model = 4, d_k = 2 and d_v = 3 in each head,
 * d_out = 4. Head 0 is the one of lessons 04 to 06 ("who, and what is going on?"); head 1 asks "where?".
 *
 * They are made so that
 * - `fished` finds `she` with head 0 and `bank` with head 1: who did it, and where;
 * - every score is a small whole number before it is divided by √2;
 * - the output has the four features of a token again: person, water, money, place.
 */
const where = {
	wq: [
		[0, 1], // a person: what is going on?
		[1, 0], // water: at what place?
		[1, 0], // money: at what place?
		[2, 0], // a place: which place?
	],
	wk: [
		[0, 0],
		[0, 1], // water is something going on
		[0, 1], // money, too
		[1, 0], // a place
	],
	wv: [
		[0, 0, 0],
		[0, 1, 0], // water
		[0, 0, 1], // money
		[1, 0, 0], // a place
	],
};

export const twoHeads: {
	/** [4, 2 · 2] */
	readonly wq: readonly (readonly number[])[];
	/** [4, 2 · 2] */
	readonly wk: readonly (readonly number[])[];
	/** [4, 2 · 3] */
	readonly wv: readonly (readonly number[])[];
	/** [2 · 3, 4] */
	readonly wo: readonly (readonly number[])[];
} = {
	wq: sideBySide(projections.wq, where.wq),
	wk: sideBySide(projections.wk, where.wk),
	wv: sideBySide(projections.wv, where.wv),
	wo: [
		[1, 0, 0, 0], // head 0: person
		[0, 1, 0, 0], // head 0: water
		[0, 0, 1, 0], // head 0: money
		[0, 0, 0, 1], // head 1: place
		[0, 1, 0, 0], // head 1: water
		[0, 0, 1, 0], // head 1: money
	],
};

function sideBySide(
	first: readonly (readonly number[])[],
	second: readonly (readonly number[])[],
): number[][] {
	return first.map((row, i) => [...row, ...second[i]!]);
}
