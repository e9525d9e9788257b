import { parseInstant } from "../gradebook/parse-instant";
import { GradingError } from "../grading-error";

/** What the name of a folder or an archive says, "ana@2026-11-20T10-00-00Z". */
export interface SubmissionName {
	readonly student: string;
	/** ISO 8601, UTC; missing when the name does not say it. */
	readonly receivedAt?: string;
}

/**
 * Reads the name of a submission, without the ending of an archive. A time begins with a date, so that
 * an e-mail address may be a name, too.
 *
 * @returns a problem when there is a time that cannot be read
 */
export function submissionName(
	name: string,
): SubmissionName | { readonly student: string; readonly problem: string } {
	const [, student, time] = /^(.+)@(\d{4}-?\d\d-?\d\d(?:[T ].*)?)$/s.exec(name) ?? [];
	if (student === undefined || time === undefined) return { student: name.normalize() };
	const [, year, month, day, hour, minute, second, zone] =
		/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)?(.*)$/.exec(time) ?? [];
	const written =
		year === undefined
			? time
			: `${year}-${month}-${day}T${hour}:${minute}:${second ?? "00"}${zone}`;
	try {
		return {
			student: student.normalize(),
			receivedAt: parseInstant(written, "The time in its name"),
		};
	} catch (error) {
		if (!(error instanceof GradingError)) throw error;
		return { student: student.normalize(), problem: error.message };
	}
}
