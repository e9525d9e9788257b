import type { GradedClass } from "../reports/graded-class";
import type { Problem } from "./problem";

/** The files of an export before any is written, and what its linter says of them. */
export interface Exported {
	readonly files: readonly ExportFile[];
	/** Of any, nothing is written. */
	readonly problems: readonly Problem[];
	/** Students who are not in the files, or without a grade in them: never a zero. */
	readonly leftOut: readonly LeftOut[];
	/** What the instructor has to know to import it. */
	readonly notes: readonly string[];
}

export interface ExportFile {
	/** From OUT/exports. */
	readonly path: string;
	readonly contents: string | Uint8Array;
	/** Of a file with a secret in it: nobody else reads it. */
	readonly secret?: true;
}

export interface LeftOut {
	readonly student: string;
	readonly why: string;
}

export interface ExportOptions {
	/** What the assignment is called in the other system. */
	readonly title: string;
	/** The output folder of the run. */
	readonly out: string;
	/** The other system's own table of its students. */
	readonly gradebook?: string;
	/** How Moodle knows students. */
	readonly identifyBy?: MoodleIdentity;
	/** Classroom 50's short names. */
	readonly classroom?: string;
	readonly assignment?: string;
	/** With Gradescope's results, the autograder that makes them there. */
	readonly autograder?: boolean;
	/** The autograder may judge without isolation: what a container of Gradescope allows. */
	readonly unsafe?: boolean;
}

export const moodleIdentities = ["idnumber", "email", "username", "id"] as const;
export type MoodleIdentity = (typeof moodleIdentities)[number];

export type Exporter = (
	graded: GradedClass,
	options: ExportOptions,
) => Exported | Promise<Exported>;

/** Why a student is left out whose grade is not known. */
export const needsLook = "has no grade yet: something needs a look";

/** Those whose grade is not known, as every export lists them. */
export const withoutGrade = ({ students }: GradedClass): LeftOut[] =>
	students
		.filter(({ grade }) => grade.grade === null)
		.map(({ result }) => ({ student: result.student, why: needsLook }));
