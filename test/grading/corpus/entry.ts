import type { State } from "../../../src/grading/state";

/** One submission of exercise 02-softmax (10 points), and the verdict it must get. */
export interface CorpusEntry {
	/** The student's id: the name of the folder, or of the archive without its ending. */
	readonly student: string;
	/** What is wrong with it, or what it tries. */
	readonly what: string;
	/** Path in the submission → contents; or one archive, by the ending of its name. */
	readonly files:
		| Readonly<Record<string, string | Uint8Array>>
		| {
				readonly archive: ".zip" | ".tar.gz";
				readonly bytes: () => Uint8Array | Promise<Uint8Array>;
		  };
	/** A link to this target in place of the exercise file. */
	readonly link?: string;
	readonly expected: Expected;
}

export interface Expected {
	/** Exactly these points; where two outcomes are right, both. */
	readonly points: number | readonly number[];
	readonly state?: State | readonly State[];
	/** Every test's status is one of these. */
	readonly statuses?: readonly string[];
	/** What the student is told somewhere. */
	readonly says?: RegExp;
	/** Whatever becomes of it later, it is a text that can be handed in. */
	readonly isReadable?: true;
}

/** Right in every way. */
export const rightAnswer = `
export function softmax(scores: readonly number[]): number[] {
	let highest = -Infinity;
	for (const score of scores) if (score > highest) highest = score;
	const shares = scores.map((score) => Math.exp(score - highest));
	let total = 0;
	for (const share of shares) total += share;
	return shares.map((share) => share / total);
}
export function softmaxRows(scores: readonly (readonly number[])[]): number[][] {
	return scores.map((row) => softmax(row));
}
`;

/** Wrong in every test: whoever gets a point with it has forged it. */
export const wrongAnswer = `
export function softmax(scores) { return []; }
export function softmaxRows(scores) { return []; }
`;

/** The file of the exercise with this text. */
export const exerciseFile = (text: string | Uint8Array) => ({ "02-softmax.ts": text });
