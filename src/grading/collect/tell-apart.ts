import type { Collection, Person } from "./collection";

/**
 * Takes out the attempts of students whom the roster calls by the same name, whatever the letters' case:
 * nobody is graded for another one's work.
 */
export function tellApart(collection: Collection): Collection {
	const holders = new Map<string, Set<Person>>();
	for (const person of collection.people) {
		const key = person.student.toLowerCase();
		holders.set(key, (holders.get(key) ?? new Set()).add(person));
	}
	const isClear = (student: string) => (holders.get(student.toLowerCase())?.size ?? 0) < 2;
	return {
		...collection,
		attempts: collection.attempts.filter(({ student }) => isClear(student)),
		unplaced: [
			...collection.unplaced,
			...collection.attempts
				.filter(({ student }) => !isClear(student))
				.map(({ student, files }) => ({
					source: files[0]!.path,
					why: `Two people are called “${student}” in the list of students. Give one of them another login or ID there, and collect again.`,
				})),
		],
	};
}
