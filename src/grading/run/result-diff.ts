import type { TestResult } from "../job-verdict";
import type { State } from "../state";
import type { ExerciseResult, StudentResult } from "../student-result";

/** How new results differ from old ones. */
export interface ResultDiff {
	/** By student, then in the order of the course. */
	readonly changes: readonly ResultChange[];
	/** How many students have more points, fewer, or as many and yet something else. */
	readonly students: { readonly up: number; readonly down: number; readonly level: number };
}

/** One exercise of one student; before or after is null when one of the two has no result of it. */
export interface ResultChange {
	readonly student: string;
	readonly exercise: string;
	readonly points: Change<number>;
	readonly state: Change<State>;
	/** The tests whose outcome is another one. */
	readonly tests: readonly {
		readonly name: string;
		readonly status: Change<TestResult["status"]>;
	}[];
}

interface Change<T> {
	readonly before: T | null;
	readonly after: T | null;
}

/** Compares states, points and the outcome of every test; a message that is worded differently is no change. */
export function resultDiff(
	before: readonly StudentResult[],
	after: readonly StudentResult[],
): ResultDiff {
	const pairs = paired(before, after, ({ student }) => student);
	const changes = pairs.flatMap(([student, was, is]) =>
		paired(was?.exercises ?? [], is?.exercises ?? [], ({ exercise }) => exercise).flatMap(
			([exercise, old, now]) => exerciseChange(student, exercise, old, now) ?? [],
		),
	);
	const changed = new Set(changes.map(({ student }) => student));
	const gains = pairs
		.filter(([student]) => changed.has(student))
		.map(([, was, is]) => (is?.points ?? 0) - (was?.points ?? 0));
	return {
		changes,
		students: {
			up: gains.filter((gain) => gain > 0).length,
			down: gains.filter((gain) => gain < 0).length,
			level: gains.filter((gain) => gain === 0).length,
		},
	};
}

function exerciseChange(
	student: string,
	exercise: string,
	before: ExerciseResult | undefined,
	after: ExerciseResult | undefined,
): ResultChange | undefined {
	const tests = paired(before?.tests ?? [], after?.tests ?? [], ({ name }) => name)
		.filter(([, was, is]) => was?.status !== is?.status)
		.map(([name, was, is]) => ({ name, status: change(was?.status, is?.status) }));
	const points = change(before?.points, after?.points);
	const state = change(before?.state, after?.state);
	const isSame = points.before === points.after && state.before === state.after;
	return isSame && tests.length === 0 ? undefined : { student, exercise, points, state, tests };
}

const change = <T>(before: T | undefined, after: T | undefined): Change<T> => ({
	before: before ?? null,
	after: after ?? null,
});

/** What has the same name in both lists; the order is that of the new list, with what is gone at the end. */
function paired<T>(
	before: readonly T[],
	after: readonly T[],
	nameOf: (item: T) => string,
): [name: string, before: T | undefined, after: T | undefined][] {
	const old = new Map(before.map((item) => [nameOf(item), item]));
	const now = new Map(after.map((item) => [nameOf(item), item]));
	const names = new Set([...now.keys(), ...old.keys()]);
	return [...names].map((name) => [name, old.get(name), now.get(name)]);
}
