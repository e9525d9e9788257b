/** What one student handed in at one time. */
export interface Submission {
	/** The student's id in the roster; without a roster, the name of the folder or archive. */
	readonly student: string;
	/** Where it was found, from the submissions folder: "ana.zip", "ben@2026-11-20T10-00-00Z/". */
	readonly source: string;
	/** When it was handed in: ISO 8601, UTC. */
	readonly receivedAt: string;
	/** By exercise id; an exercise that was not handed in is missing. */
	readonly exercises: Readonly<Record<string, SubmittedExercise>>;
	/** For the instructor: where the time comes from, which of two files was taken, what was left out. */
	readonly notes?: readonly string[];
}

export type SubmittedExercise =
	| {
			readonly kind: "source";
			/** As in `Job`. */
			readonly main: string;
			readonly files: Readonly<Record<string, string>>;
	  }
	/** There is something, and it cannot be judged; `why` is for the student. */
	| { readonly kind: "student-error" | "ungradable"; readonly why: string };

/** Everything found in a submissions folder. */
export interface Intake {
	/** By student, then by time. */
	readonly submissions: readonly Submission[];
	/** What nobody is graded for: unknown students, two students of one name, what is no submission. */
	readonly quarantine: readonly Quarantined[];
}

export interface Quarantined {
	readonly source: string;
	/** For the instructor: what is wrong and what to do. */
	readonly why: string;
	/** Students of the roster whose it may be: they get no zero for having handed in nothing. */
	readonly mayBe?: readonly string[];
}
