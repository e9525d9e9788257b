/** What a failed property tells the learner. Every part is plain text. */
export interface Failure {
	/** A sentence or two: what is wrong, and what to do when that is known. */
	readonly summary: string;
	/** The call in question: "softmax([1, 2, 3])". */
	readonly call?: string;
	readonly expected?: string;
	readonly actual?: string;
	/** Where the learner's code threw: "exercises/02-softmax.ts:14:9". */
	readonly place?: string;
}

/** Thrown inside a property by the checking tools; anything else thrown there is a bug of the course. */
export class PropertyFailure extends Error {
	override readonly name = "PropertyFailure";

	constructor(
		readonly failure: Failure,
		/** "not attempted": the stub is untouched. "error": there was nothing to call. */
		readonly kind: "wrong" | "not attempted" | "error" = "wrong",
	) {
		super(failureText(failure));
	}
}

/** The failure as lines of text, for a terminal, a log or a grade book. */
export function failureText({ summary, call, expected, actual, place }: Failure): string {
	return [
		summary,
		call && `  call      ${call}`,
		expected && `  expected  ${expected}`,
		actual && `  actual    ${actual}`,
		place && `  at        ${place}`,
	]
		.filter((line) => line !== undefined)
		.map((line) => (line.length > longest ? `${line.slice(0, longest)}…` : line))
		.join("\n");
}

/** Characters of a part that anybody reads; what a function returned or threw may be far longer. */
const longest = 4_000;
