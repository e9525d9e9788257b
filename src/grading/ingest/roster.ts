/** The students of a class. */
export interface Roster {
	/** In the order of the file. */
	readonly students: readonly RosterStudent[];
	/** What the instructor should know of how the file was read. */
	readonly notes: readonly string[];
}

export interface RosterStudent {
	/** The name of the student in every result: unique in the class, whatever the letters' case. */
	readonly id: string;
	readonly name?: string;
	readonly email?: string;
	readonly section?: string;
	/**
	 * Ids in other systems: `canvas`, `sis_user`, `sis_login`, `moodle` (its number), `username`,
	 * `idnumber` (both Moodle's, too), `participant` (Moodle's blind marking), `github`.
	 */
	readonly ids: Readonly<Record<string, string>>;
	readonly extension?: MoreTime;
	/** In place of the policy's number. */
	readonly lateDays?: number;
}

/** A deadline of one's own: a moment, ISO 8601 in UTC, or seconds after everybody's deadline. */
export type MoreTime = { readonly until: string } | { readonly seconds: number };

export interface Extension {
	/** As in the roster. */
	readonly student: string;
	readonly time: MoreTime;
	readonly why?: string;
}
