/** The final grade of one student: a line of OUT/gradebook.json and, flattened, of OUT/gradebook.csv. */
export interface Grade {
	readonly student: string;
	readonly name?: string;
	readonly email?: string;
	readonly section?: string;
	/** Ids in other systems, from the roster: canvas, sis_user, sis_login, moodle, github, … */
	readonly ids: Readonly<Record<string, string>>;
	/** What the tests gave. */
	readonly points: number;
	readonly maxPoints: number;
	/** By exercise id, after overrides and before the late policy; null: not known (infra-error, ungradable). */
	readonly exercises: Readonly<Record<string, number | null>>;
	/** How late the counted submission was, in seconds; 0 when on time. */
	readonly lateSeconds: number;
	/** Points taken off for lateness. */
	readonly penalty: number;
	/** The final grade in points; null as long as something has to be looked at: never a zero. */
	readonly grade: number | null;
	/** Why the grade is what it is, a sentence each: lateness, extension, override, what is missing. */
	readonly notes: readonly string[];
}
