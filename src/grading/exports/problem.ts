/** Why an importer would not take a file, or would take it wrongly. */
export interface Problem {
	/** The student, or the place in the file: "line 7", "tests.3". */
	readonly where: string;
	/** What the importer asks for, and what was found. */
	readonly rule: string;
}

/** "line 7: …" */
export const problemText = ({ where, rule }: Problem): string => `${where}: ${rule}`;
