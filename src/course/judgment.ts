import { nameMisconceptions } from "./checking/diagnose";
import { type Failure, failureText } from "./checking/failure";
import type { PropertyOutline, PropertyReport } from "./checking/report";
import { cutShortProblem } from "./cut-short-problem";
import type { JudgeAnswer } from "./judge/judge-process";
import type { Lesson, Misconception } from "./lesson";

/** What came of one property. */
export interface TestVerdict {
	readonly name: string;
	/** "skipped": not attempted, or not reached. "error": the code could not be run. */
	readonly status: "passed" | "failed" | "skipped" | "error";
	readonly points: number;
	readonly maxPoints: number;
	readonly message?: string;
	/** The id of the well-known mistake that explains the failure. */
	readonly misconception?: string;
}

/** The same with what a person is shown of it. */
export interface JudgedTest extends TestVerdict {
	readonly failure?: Failure;
	readonly known?: Misconception;
}

export interface Judgment {
	/** One for every property of the exercise, whatever the judge got to. */
	readonly tests: readonly JudgedTest[];
	readonly points: number;
	readonly passed: boolean;
	/** Why it could not be judged at all, or not to the end. */
	readonly problem?: Failure;
}

/**
 * Makes points of what the judge found.
 *
 * @param label how messages call the file
 * @param timeLimit how long it was given, in milliseconds
 */
export function judgment(
	lesson: Lesson,
	answer: JudgeAnswer,
	label: string,
	timeLimit: number,
): Judgment {
	const named = nameMisconceptions(answer.reports);
	const cut = answer.cutShort && cutShortProblem(answer.cutShort, label, timeLimit);
	const problem = answer.problem ?? cut;
	const nothingRan = answer.problem ?? (answer.cutShort?.during === undefined ? cut : undefined);
	const tests = answer.outline.map((outline): JudgedTest => {
		if (nothingRan) return unjudged(outline, "error", nothingRan);
		const i = answer.reports.findIndex((report) => report.name === outline.name);
		const report = answer.reports[i];
		if (report) return judged(lesson, report, named[i]);
		if (cut && answer.cutShort?.during === outline.name) return unjudged(outline, "error", cut);
		return unjudged(outline, "skipped", { summary: "This was not reached." });
	});
	return {
		tests,
		points: tests.reduce((sum, test) => sum + test.points, 0),
		passed: tests.length > 0 && tests.every(({ status }) => status === "passed"),
		...(problem && { problem }),
	};
}

/** What a report is worth, with the misconception that was named for it. */
export function judged(lesson: Lesson, report: PropertyReport, misconception?: string): JudgedTest {
	const { name, status, points, failure } = report;
	const known = lesson.exercise.misconceptions.find(({ id }) => id === misconception);
	return {
		name,
		status,
		points: status === "passed" ? points : 0,
		maxPoints: points,
		...(failure && { message: failureText(failure), failure }),
		...(known && { misconception: known.id, known }),
	};
}

function unjudged(
	{ name, points }: PropertyOutline,
	status: "error" | "skipped",
	failure: Failure,
): JudgedTest {
	return { name, status, points: 0, maxPoints: points, message: failureText(failure), failure };
}
