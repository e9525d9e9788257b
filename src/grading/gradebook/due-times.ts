import type { Extension, MoreTime, Roster } from "../ingest/roster";

/** When a student's work is due. */
export interface Due {
	/** ISO 8601, UTC. */
	readonly at: string;
	/** The student has an extension; what the instructor said of it, if anything. */
	readonly extended?: { readonly why?: string };
	/** The student's own number of late days. */
	readonly lateDays?: number;
}

export interface Deadlines {
	/** ISO 8601, UTC, as `parseInstant` gives it; without one, nothing is late. */
	readonly deadline?: string | undefined;
	readonly roster?: Roster | undefined;
	/** They go before the roster's. */
	readonly extensions?: readonly Extension[] | undefined;
}

/** Gives for each student when work is due. An extension only ever gives time, it takes none. */
export function dueTimes({
	deadline,
	roster,
	extensions = [],
}: Deadlines): (student: string) => Due | undefined {
	if (deadline === undefined) return () => undefined;
	const rostered = new Map(roster?.students.map((student) => [student.id, student]));
	const given = new Map(extensions.map((extension) => [extension.student, extension]));
	return (student) => {
		const { lateDays, extension } = rostered.get(student) ?? {};
		const { time = extension, why } = given.get(student) ?? {};
		const at = time ? later(deadline, extendedTo(deadline, time)) : deadline;
		return {
			at,
			...(at !== deadline && { extended: why === undefined ? {} : { why } }),
			...(lateDays !== undefined && { lateDays }),
		};
	};
}

const extendedTo = (deadline: string, time: MoreTime): string =>
	"until" in time ? time.until : new Date(Date.parse(deadline) + time.seconds * 1000).toISOString();

const later = (a: string, b: string): string => (Date.parse(a) >= Date.parse(b) ? a : b);

/** Seconds after the time that work was due, 0 when on time. */
export const secondsLate = (receivedAt: string, due: Due | undefined): number =>
	due ? Math.max(0, Math.ceil((Date.parse(receivedAt) - Date.parse(due.at)) / 1000)) : 0;
