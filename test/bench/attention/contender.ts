import type { AttentionCase, Inputs } from "./attention-case";

/** One way to compute attention. */
export interface Contender {
	readonly name: string;
	/** Takes part in fewer rounds, and only up to n = 1024. */
	readonly slow?: boolean;
	/** Makes all that is not to be timed (tensors, sessions); undefined for a case it has no answer to. */
	prepare(
		which: AttentionCase,
		inputs: Inputs,
	): Prepared | undefined | Promise<Prepared | undefined>;
}

export interface Prepared {
	/** What is timed: ends when the result can be read. */
	run(): Result | Promise<Result>;
	/** Called before each round, and not timed. */
	before?(): Promise<unknown>;
	release?(): unknown;
}

/** Rows of one matrix or, row-major, whole matrices: [out], or [dQ, dK, dV]. */
export type Result = readonly ArrayLike<number>[];
