import { CourseError, findLesson } from "../../course";
import type { Grade } from "../grade";
import type { Override } from "../gradebook/override";
import { appendOverride } from "../gradebook/override-file";
import { GradingError } from "../grading-error";
import { openOut } from "./open-out";
import { withOutLock } from "./out-lock";
import { readResults } from "./results-file";
import { overridesIn, writeGradebook } from "./write-gradebook";

/**
 * Writes a person's decision down and makes the gradebook anew. Returns the student's grade.
 *
 * @throws GradingError when there is no such student or no such exercise in the run
 */
export async function overrideGrade(path: string, override: Override): Promise<Grade> {
	const results = await readResults(path);
	const { student } = override;
	const result = results.find((one) => one.student === student);
	if (!result)
		throw new GradingError(
			`There is no student "${student}" in ${path}. ${nearest(
				student,
				results.map((one) => one.student),
			)}`,
		);
	const exercise = override.exercise === undefined ? undefined : exerciseId(override.exercise);
	const graded = result.exercises.map((one) => one.exercise);
	if (exercise !== undefined && !graded.includes(exercise))
		throw new GradingError(`${exercise} was not graded in ${path}; ${graded.join(", ")} were.`);
	return withOutLock(await openOut(path), async () => {
		await appendOverride(overridesIn(path), { ...override, ...(exercise && { exercise }) });
		return (await writeGradebook(path)).find((grade) => grade.student === student)!;
	});
}

function exerciseId(name: string): string {
	try {
		return findLesson(name).id;
	} catch (error) {
		throw error instanceof CourseError ? new GradingError(error.message) : error;
	}
}

function nearest(wanted: string, students: readonly string[]): string {
	const plain = (text: string) =>
		text
			.normalize("NFKD")
			.toLowerCase()
			.replace(/[^\p{L}\p{N}]/gu, "");
	const near = students.filter((student) => plain(student).includes(plain(wanted))).slice(0, 5);
	return near.length > 0
		? `Did you mean ${near.join(", ")}?`
		: "Students are called as in results.json.";
}
