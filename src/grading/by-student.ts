/** What belongs to each student, in the order in which it came. */
export function byStudent<T extends { readonly student: string }>(
	all: readonly T[],
): Map<string, T[]> {
	const groups = new Map<string, T[]>();
	for (const one of all) {
		const group = groups.get(one.student);
		if (group) group.push(one);
		else groups.set(one.student, [one]);
	}
	return groups;
}
