import type { Compared } from "../course/checking/report";
import type { Isolation } from "./jail/isolation";
import type { State } from "./state";

/** What came of one test of the manifest. */
export interface TestResult {
	readonly name: string;
	/**
	 * "failed": the answer was wrong, or the function is not written. "error": it could not be asked.
	 * "timeout": it did not answer in time.
	 */
	readonly status: "passed" | "failed" | "error" | "timeout";
	readonly points: number;
	readonly maxPoints: number;
	/** For the student: nothing of hidden fixtures is in it. */
	readonly message?: string;
	/** The id of the well-known mistake that explains the failure. */
	readonly misconception?: string;
	/** Expected and actual of a public fixture, to be drawn. For the student. */
	readonly compared?: Compared;
	/** What happened with the hidden fixtures. For the instructor only: no report and no export shows it. */
	readonly detail?: string;
}

/** What came of one job: one result for every test of the exercise's manifest, in its order. */
export interface JobVerdict {
	readonly key: string;
	readonly exercise: string;
	readonly state: State;
	readonly points: number;
	readonly maxPoints: number;
	readonly tests: readonly TestResult[];
	/** What kept the untrusted code in. */
	readonly isolation: Isolation;
	/** Why it could not be judged, or not to the end; for the student. */
	readonly problem?: string;
	/** No function of the stub was touched. */
	readonly notAttempted?: true;
	/** What TypeScript says of the files; they are graded all the same. For the student. */
	readonly typeErrors?: readonly string[];
}
