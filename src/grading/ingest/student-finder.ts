import type { Roster, RosterStudent } from "./roster";

/** Whose a name is: one student's, nobody's, or one of several's. */
export type FoundStudents = readonly string[];

/**
 * Gives the students that a name may mean, by their ids in the roster: by id, then by ids in other
 * systems, then by e-mail address, then by the whole name; letters' case and Unicode's ways to write an
 * accent make no difference. Without a roster every name is a student.
 */
export function studentFinder(roster: Roster | undefined): (name: string) => FoundStudents {
	if (!roster) return (name) => [name];
	const ways = [
		index(roster, ({ id }) => [id]),
		index(roster, ({ ids }) => Object.values(ids)),
		index(roster, ({ email }) => [email ?? ""]),
		index(roster, ({ name }) => [name ?? ""]),
	];
	return (name) => {
		const wanted = folded(name);
		return ways.map((way) => way.get(wanted) ?? []).find((found) => found.length > 0) ?? [];
	};
}

function index(
	{ students }: Roster,
	names: (student: RosterStudent) => readonly string[],
): Map<string, string[]> {
	const found = new Map<string, string[]>();
	for (const student of students)
		for (const name of new Set(names(student).map(folded)))
			if (name !== "") found.set(name, [...(found.get(name) ?? []), student.id]);
	return found;
}

/** The form in which two ways to write one name are the same. */
export const folded = (name: string): string =>
	name.normalize("NFC").trim().replace(/\s+/g, " ").toLowerCase();
