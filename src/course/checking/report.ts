import type { Failure } from "./failure";

/** A line of the check file before anything has run. */
export interface PropertyOutline {
	readonly name: string;
	/** The function it examines. */
	readonly of: string;
	readonly points: number;
}

/** What came of one property. */
export interface PropertyReport extends PropertyOutline {
	/** "skipped": not attempted. "error": the code could not be run. */
	readonly status: "passed" | "failed" | "skipped" | "error";
	readonly failure?: Failure;
	/** The misconceptions that explain the failure, best first. */
	readonly candidates?: readonly Candidate[];
	/** What was compared when the property failed, where it can be drawn. */
	readonly compared?: Compared;
}

/** A misconception that gives the same wrong output as the learner's code. */
export interface Candidate {
	readonly id: string;
	/** Of the calls this property made, the share in which both agree: 1 is every call. */
	readonly agreement: number;
}

/** A whole result beside what it should have been, small enough to be drawn. */
export interface Compared {
	/** The call: "attention([2 × 4], [3 × 4], [3 × 5])". */
	readonly call: string;
	/** Which part of the result: "weights"; missing for the whole. */
	readonly part?: string;
	/** Numbers in rows; a row is a matrix of one row. */
	readonly expected: readonly (readonly number[])[];
	readonly actual: readonly (readonly number[])[];
}
