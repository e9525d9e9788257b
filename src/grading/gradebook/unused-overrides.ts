import type { Grade } from "../grade";
import type { Override } from "./override";

/** Overrides that change nothing, because there is no such student or no such exercise: a slip of the pen. */
export function unusedOverrides(
	overrides: readonly Override[],
	grades: readonly Grade[],
): Override[] {
	const exercises = new Map(grades.map((grade) => [grade.student, Object.keys(grade.exercises)]));
	return overrides.filter(({ student, exercise }) => {
		const known = exercises.get(student);
		return !known || (exercise !== undefined && !known.includes(exercise));
	});
}
