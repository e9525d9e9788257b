import { join } from "node:path";
import { z } from "zod";
import { lessons } from "../../course";
import type { Grade } from "../grade";
import { GradingError } from "../grading-error";
import { readIntakeRecord } from "../run/intake-record";
import { readJson } from "../run/json-file";
import { readResults } from "../run/results-file";
import type { StudentResult } from "../student-result";
import type { Quarantined } from "../submission";

/** What `grade run` left in its output folder, as reports and exports read it. */
export interface GradedClass {
	/** Sorted by id. */
	readonly students: readonly GradedStudent[];
	/** The exercises of the run, in the order of the course. */
	readonly exercises: readonly GradedExercise[];
	readonly maxPoints: number;
	readonly quarantine: readonly Quarantined[];
}

export interface GradedStudent {
	readonly result: StudentResult;
	readonly grade: Grade;
}

export interface GradedExercise {
	readonly id: string;
	readonly maxPoints: number;
}

const points = z.number();

/** What a line of gradebook.json has. */
export const gradeShape = {
	student: z.string().min(1),
	name: z.string().exactOptional(),
	email: z.string().exactOptional(),
	section: z.string().exactOptional(),
	ids: z.record(z.string(), z.string()),
	points,
	maxPoints: points,
	exercises: z.record(z.string(), points.nullable()),
	lateSeconds: z.number().nonnegative(),
	penalty: points,
	grade: points.nullable(),
	notes: z.array(z.string()),
};

const gradesSchema: z.ZodType<Grade[]> = z.array(z.object(gradeShape));

/**
 * Reads results, grades and quarantine from the output folder of `grade run`. What the tests noted of
 * hidden fixtures is left behind: what is not here, no report and no export can show.
 *
 * @throws GradingError when there are none, or when they do not fit together
 */
export async function readGradedClass(out: string): Promise<GradedClass> {
	const grades = await readJson(join(out, "gradebook.json"), gradesSchema);
	if (!grades)
		throw new GradingError(
			`There is no gradebook.json in ${out}. Run "attention-lab grade run --submissions DIR --out ${out}" first, to its end.`,
		);
	const results = (await readResults(out)).map(withoutDetail);
	const { quarantine } = await readIntakeRecord(out);
	const exercises = exercisesOf(results);
	return {
		students: paired(results, grades, out),
		exercises,
		maxPoints: exercises.reduce((sum, exercise) => sum + exercise.maxPoints, 0),
		quarantine,
	};
}

const withoutDetail = (result: StudentResult): StudentResult => ({
	...result,
	exercises: result.exercises.map((exercise) => ({
		...exercise,
		tests: exercise.tests.map(({ detail: _, ...test }) => test),
	})),
});

function paired(
	results: readonly StudentResult[],
	grades: readonly Grade[],
	out: string,
): GradedStudent[] {
	const byStudent = new Map(grades.map((one) => [one.student, one]));
	const students = results.flatMap((result): GradedStudent[] => {
		const own = byStudent.get(result.student);
		return own ? [{ result, grade: own }] : [];
	});
	if (students.length !== results.length || byStudent.size !== results.length)
		throw new GradingError(
			`results.json and gradebook.json in ${out} are not of the same students (${results.length} and ${byStudent.size}). ` +
				"Run `attention-lab grade run` again with the same --out.",
		);
	return students.sort((a, b) => (a.result.student < b.result.student ? -1 : 1));
}

/** What any student was asked, in the order of the course. */
function exercisesOf(results: readonly StudentResult[]): GradedExercise[] {
	const found = new Map(
		results
			.flatMap(({ exercises }) => exercises)
			.map(({ exercise, maxPoints }) => [exercise, { id: exercise, maxPoints }]),
	);
	const place = (id: string) => lessons.findIndex((lesson) => lesson.id === id);
	return [...found.values()].sort((a, b) => place(a.id) - place(b.id));
}
