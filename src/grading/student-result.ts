import type { Isolation } from "./jail/isolation";
import type { TestResult } from "./job-verdict";
import type { State } from "./state";

/** A line of OUT/results.json: what the tests say of the submission that counts, before any policy. */
export interface StudentResult {
	readonly student: string;
	/** The most serious of the exercises' states. */
	readonly state: State;
	readonly points: number;
	readonly maxPoints: number;
	/** In the order of the course. */
	readonly exercises: readonly ExerciseResult[];
	/** The weakest that any of the exercises was judged behind. */
	readonly isolation: Isolation;
	/** The submission that counts; missing for a student of the roster who handed in nothing. */
	readonly submission?: { readonly source: string; readonly receivedAt: string };
}

export interface ExerciseResult {
	readonly exercise: string;
	readonly state: State;
	readonly points: number;
	readonly maxPoints: number;
	readonly tests: readonly TestResult[];
	/** As in `JobVerdict`. */
	readonly problem?: string;
	readonly notAttempted?: true;
	readonly typeErrors?: readonly string[];
}
