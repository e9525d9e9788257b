import type { Regrade } from "../../grading/run/regrade";
import type { ResultChange } from "../../grading/run/result-diff";

/** What a regrade would change, or has changed, for a person to decide on. */
export function regradeText({ touched, diff, committed }: Regrade, out: string): string {
	const { up, down, level } = diff.students;
	return [
		touched.length > 0
			? `Changed since the last time: the tests, library or judge of ${touched.join(", ")}.`
			: "The tests, the library and the judge are as they were.",
		...diff.changes.map(changeText),
		diff.changes.length === 0
			? "No result changes."
			: `${up + down + level} students: ${up} with more points, ${down} with fewer, ${level} with as many.`,
		...whatNow(diff.changes.length > 0, committed, out),
	].join("\n");
}

function changeText({ student, exercise, points, state, tests }: ResultChange): string {
	const changes = [
		...(state.before === state.after ? [] : [arrow(state.before, state.after)]),
		...tests.map(({ name, status }) => `${name}: ${arrow(status.before, status.after)}`),
	];
	return [
		`  ${student}  ${exercise}  ${arrow(points.before, points.after)} points`,
		...changes.map((line) => `      ${line}`),
	].join("\n");
}

const arrow = (before: string | number | null, after: string | number | null): string =>
	before === after ? `${before}` : `${before ?? "not there"} → ${after ?? "not there"}`;

function whatNow(changes: boolean, committed: Regrade["committed"], out: string): string[] {
	if (committed?.kept !== undefined)
		return [`Results and gradebook are replaced; the old results are ${committed.kept}.`];
	if (committed || !changes) return [];
	return [`Nothing is replaced yet. To do so: attention-lab grade regrade --out ${out} --commit`];
}
