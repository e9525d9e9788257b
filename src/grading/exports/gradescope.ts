import { z } from "zod";
import { roundPoints } from "../gradebook/round-points";
import type { TestResult } from "../job-verdict";
import { findMisconception } from "../reports/find-misconception";
import type { GradedStudent } from "../reports/graded-class";
import { studentFileName } from "../reports/student-file-name";
import { type Exporter, withoutGrade } from "./exported";
import { gradescopeAutograder } from "./gradescope-autograder";
import { jsonText } from "./json-text";
import type { Problem } from "./problem";
import { schemaProblems } from "./schema-problems";

/**
 * results.json for every student, as Gradescope's autograders write it, and on demand the autograder.
 * Source: https://gradescope-autograders.readthedocs.io/en/latest/specs/
 */
export const exportGradescope: Exporter = async (graded, options) => {
	const known = graded.students.filter(({ grade }) => grade.grade !== null);
	const files = known.map((student) => ({
		path: `gradescope/${studentFileName(student.result.student)}.json`,
		contents: jsonText(resultsOf(student)),
		student: student.result.student,
	}));
	const autograder = options.autograder ? await gradescopeAutograder(options) : undefined;
	return {
		files: [
			...files.map(({ path, contents }) => ({ path, contents })),
			...(autograder
				? [{ path: "gradescope/autograder.zip", contents: autograder, secret: true as const }]
				: []),
		],
		problems: files.flatMap(({ contents, student }) =>
			lintGradescope(contents).map(({ where, rule }) => ({ where: `${student}, ${where}`, rule })),
		),
		leftOut: withoutGrade(graded),
		notes: autograder
			? [
					"gradescope/autograder.zip holds the secret seed: upload it to Gradescope, give it to nobody.",
					options.unsafe
						? "It judges without a jail: a submission can read the seed and the tests, and write its own results."
						: "Where Gradescope's container does not let bubblewrap work, it says so and gives no grade. With --unsafe it judges there without a jail.",
				]
			: [],
	};
};

function resultsOf({ result, grade }: GradedStudent) {
	const tests = result.exercises.flatMap(({ exercise, tests: all }) =>
		all.map((test) => ({ exercise, test })),
	);
	return {
		score: grade.grade,
		output: grade.notes.join("\n"),
		output_format: "text",
		visibility: "visible",
		stdout_visibility: "hidden",
		tests: tests.map(({ exercise, test }, i) => testOf(exercise, test, i)),
	};
}

function testOf(exercise: string, test: TestResult, i: number) {
	return {
		score: roundPoints(test.points),
		max_score: roundPoints(test.maxPoints),
		status: test.status === "passed" ? "passed" : "failed",
		name: `${exercise}: ${test.name}`,
		number: `${i + 1}`,
		output: outputOf(exercise, test),
		output_format: "text",
		visibility: "visible",
		tags: [exercise, ...(test.misconception ? [test.misconception] : [])],
	};
}

function outputOf(exercise: string, { message = "", misconception = "" }: TestResult): string {
	const known = findMisconception(exercise, misconception);
	return known
		? `${message}\n\nThis is what you get from: ${known.title}\n${known.explanation}`
		: message;
}

const visibility = z
	.enum(["hidden", "after_due_date", "after_published", "visible"])
	.refine((value) => value === "visible", "a test that is hidden hides the total from the student");
const format = z.enum(["text", "html", "simple_format", "md", "ansi"]);

const schema = z.strictObject({
	score: z.number({ error: "the score has to be a number" }),
	execution_time: z.number().nonnegative().optional(),
	output: z.string().optional(),
	output_format: format.optional(),
	visibility: visibility.optional(),
	stdout_visibility: z
		.literal("hidden", {
			error: "what was printed may tell of hidden fixtures: it has to be hidden",
		})
		.optional(),
	tests: z.array(
		z
			.strictObject({
				score: z.number(),
				max_score: z.number().nonnegative(),
				status: z.enum(["passed", "failed"]),
				name: z.string().min(1),
				number: z.string(),
				output: z.string(),
				output_format: format,
				visibility,
				tags: z.array(z.string()),
				extra_data: z.record(z.string(), z.unknown()).optional(),
			})
			.refine(({ score, max_score }) => score <= max_score, "the score is above max_score"),
	),
});

/** The rules of Gradescope's autograder specification, and that nothing hidden hides the total. */
export const lintGradescope = (text: string): Problem[] => schemaProblems(text, schema);
