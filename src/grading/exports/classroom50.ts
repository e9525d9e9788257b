import { z } from "zod";
import { GradingError } from "../grading-error";
import type { GradedStudent } from "../reports/graded-class";
import { studentFileName } from "../reports/student-file-name";
import type { ExportOptions, LeftOut } from "./exported";
import { type Exporter, needsLook } from "./exported";
import { jsonText } from "./json-text";
import type { Problem } from "./problem";
import { schemaProblems } from "./schema-problems";

/**
 * A result.json for every student, as Classroom 50 reads it. Its scores are whole numbers: a grade is
 * rounded. Source: foundation50/classroom50, wiki "Advanced Autograding".
 *
 * @throws GradingError without the names of classroom and assignment
 */
export const exportClassroom50: Exporter = (graded, { classroom, assignment }) => {
	if (!classroom || !assignment)
		throw new GradingError(
			"Classroom 50 knows a result by classroom and assignment: give --classroom and --assignment, the short names from its addresses.",
		);
	const leftOut = graded.students.flatMap((student): LeftOut[] => {
		const why = whyNot(student);
		return why === undefined ? [] : [{ student: student.result.student, why }];
	});
	const files = graded.students
		.filter((student) => whyNot(student) === undefined)
		.map((student) => ({
			path: `classroom50/${studentFileName(student.grade.ids.github!)}/result.json`,
			contents: jsonText(resultOf(student, { classroom, assignment })),
			student: student.result.student,
		}));
	return {
		files: files.map(({ path, contents }) => ({ path, contents })),
		problems: files.flatMap(({ contents, student }) =>
			lintClassroom50(contents).map(({ where, rule }) => ({ where: `${student}, ${where}`, rule })),
		),
		leftOut,
		notes: [],
	};
};

function whyNot({ result, grade }: GradedStudent): string | undefined {
	if (grade.grade === null) return needsLook;
	if (!grade.ids.github) return "has no github name in the roster";
	return result.submission ? undefined : "handed in nothing: there is no submission to tell of";
}

function resultOf(
	{ result, grade }: GradedStudent,
	{ classroom, assignment }: Required<Pick<ExportOptions, "classroom" | "assignment">>,
) {
	const datetime = `${result.submission!.receivedAt.slice(0, 19)}Z`;
	const submission = `submit/manual-${datetime.replaceAll(":", "-")}`;
	const score = Math.round(grade.grade!);
	const tests = result.exercises.flatMap(({ exercise, tests: all }) =>
		all.map(({ name, status, points, maxPoints }) => ({
			"test-name": `${exercise}: ${name}`,
			passed: status === "passed",
			score: points,
			"max-score": maxPoints,
		})),
	);
	const total = tests.reduce((sum, test) => sum + test.score, 0);
	const decided = {
		"test-name": "the grade, after lateness and what was set by hand",
		passed: score >= grade.maxPoints,
		score,
		"max-score": grade.maxPoints,
	};
	return {
		schema: "classroom50/result/v1",
		classroom,
		assignment,
		assignment_type: "individual",
		owner: grade.ids.github,
		submission,
		commit: submission,
		release: submission,
		review: submission,
		datetime,
		score,
		"max-score": grade.maxPoints,
		tests: total === score ? tests : [decided],
	};
}

const text = z.string().min(1);
const whole = z.number().int("scores are whole numbers").nonnegative();

const schema = z
	.strictObject({
		schema: z.literal("classroom50/result/v1"),
		classroom: text,
		assignment: text,
		assignment_type: z.enum(["individual", "group"]),
		owner: text,
		submission: text,
		commit: text,
		release: text,
		review: text,
		datetime: z
			.string()
			.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/, "times are in UTC, to the second"),
		graded_at: z.string().optional(),
		score: whole,
		"max-score": whole,
		tests: z.array(
			z
				.strictObject({ "test-name": text, passed: z.boolean(), score: whole, "max-score": whole })
				.refine((test) => test.score <= test["max-score"], "the score is above max-score"),
		),
	})
	.refine((result) => sum(result.tests.map((test) => test.score)) === result.score, {
		message: "the score is not the sum of its tests",
		path: ["score"],
	});

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);

/** The rules of classroom50/result/v1. */
export const lintClassroom50 = (contents: string): Problem[] => schemaProblems(contents, schema);
