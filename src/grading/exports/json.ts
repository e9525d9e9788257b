import { z } from "zod";
import { gradeShape } from "../reports/graded-class";
import { states } from "../state";
import { type Exporter, withoutGrade } from "./exported";
import { jsonText } from "./json-text";
import type { Problem } from "./problem";
import { schemaProblems } from "./schema-problems";

const points = z.number();

const schema = z.strictObject({
	maxPoints: points.nonnegative(),
	exercises: z.array(z.strictObject({ id: z.string(), maxPoints: points.nonnegative() })),
	students: z.array(
		z.strictObject({
			...gradeShape,
			state: z.enum(states),
			tests: z.array(
				z.strictObject({
					exercise: z.string(),
					name: z.string(),
					status: z.enum(["passed", "failed", "error", "timeout"]),
					points,
					maxPoints: points,
					misconception: z.string().optional(),
				}),
			),
		}),
	),
});

/** Grades and tests as data, without messages. */
export const exportJson: Exporter = (graded) => {
	const contents = jsonText({
		maxPoints: graded.maxPoints,
		exercises: graded.exercises,
		students: graded.students.map(({ result, grade }) => ({
			...grade,
			state: result.state,
			tests: result.exercises.flatMap(({ exercise, tests }) =>
				tests.map(({ message: _, compared: __, ...test }) => ({ exercise, ...test })),
			),
		})),
	});
	return {
		files: [{ path: "grades.json", contents }],
		problems: lintJson(contents),
		leftOut: withoutGrade(graded),
		notes: [],
	};
};

/** Exactly the members above: nothing of hidden fixtures can slip in under another name. */
export const lintJson = (text: string): Problem[] => schemaProblems(text, schema);
