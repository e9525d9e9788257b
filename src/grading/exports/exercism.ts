import { z } from "zod";
import type { TestResult } from "../job-verdict";
import { studentFileName } from "../reports/student-file-name";
import type { ExerciseResult } from "../student-result";
import { type Exporter, needsLook } from "./exported";
import { jsonText } from "./json-text";
import type { Problem } from "./problem";
import { schemaProblems } from "./schema-problems";

/**
 * results.json of version 3 for every exercise of every student, as Exercism's website reads it.
 * Source: exercism/docs, building/tooling/test-runners/interface.md.
 */
export const exportExercism: Exporter = ({ students }) => {
	const all = students.flatMap(({ result }) =>
		result.exercises.map((exercise) => ({ student: result.student, exercise })),
	);
	const isKnown = ({ exercise: { state } }: (typeof all)[number]) =>
		state === "graded" || state === "student-error";
	const files = all.filter(isKnown).map(({ student, exercise }) => ({
		path: `exercism/${studentFileName(student)}/${exercise.exercise}/results.json`,
		contents: jsonText(resultsOf(exercise)),
		student,
	}));
	return {
		files: files.map(({ path, contents }) => ({ path, contents })),
		problems: files.flatMap(({ contents, student }) =>
			lintExercism(contents).map(({ where, rule }) => ({ where: `${student}, ${where}`, rule })),
		),
		leftOut: all
			.filter((one) => !isKnown(one))
			.map(({ student, exercise }) => ({ student, why: `${exercise.exercise} ${needsLook}` })),
		notes: [],
	};
};

function resultsOf({ exercise, state, problem, tests }: ExerciseResult) {
	const status =
		state !== "graded"
			? "error"
			: tests.every((test) => test.status === "passed")
				? "pass"
				: "fail";
	return {
		version: 3,
		status,
		message: status === "error" ? (problem ?? "The code could not be run.") : null,
		tests: tests.map((test) => testOf(exercise, test)),
	};
}

function testOf(exercise: string, { name, status, message }: TestResult) {
	return {
		name,
		status: status === "passed" ? "pass" : status === "failed" ? "fail" : "error",
		message: status === "passed" ? null : (message ?? null),
		test_code: `await check(${JSON.stringify(exercise)}) // ${name}`,
	};
}

const status = z.enum(["pass", "fail", "error"]);

const schema = z
	.strictObject({
		version: z.literal(3),
		status,
		message: z.string().nullable().optional(),
		tests: z.array(
			z.strictObject({
				name: z.string().min(1, "a test has to have a name"),
				status,
				message: z.string().nullable().optional(),
				output: z.string().max(500, "output has at most 500 characters").nullable().optional(),
				test_code: z.string().optional(),
				task_id: z.number().int().positive().optional(),
			}),
		),
	})
	.refine((results) => results.status !== "error" || Boolean(results.message), {
		message: "a result that is an error has to have a message",
		path: ["message"],
	})
	.refine((results) => results.status === "error" || !results.message, {
		message: "only a result that is an error has a message",
		path: ["message"],
	})
	.refine(
		({ status: overall, tests }) =>
			overall === "error" || (overall === "pass") === tests.every((test) => test.status === "pass"),
		{ message: "the result is not what its tests say", path: ["status"] },
	);

/** The rules of version 3. */
export const lintExercism = (text: string): Problem[] => schemaProblems(text, schema);
