import { nameMisconceptions } from "../../course/checking/diagnose";
import { type Failure, failureText } from "../../course/checking/failure";
import type { PropertyOutline, PropertyReport } from "../../course/checking/report";
import { cutShortProblem } from "../../course/cut-short-problem";
import { judged } from "../../course/judgment";
import type { Lesson } from "../../course/lesson";
import type { Isolation } from "../jail/isolation";
import type { Job } from "../job";
import type { JobVerdict, TestResult } from "../job-verdict";
import type { Limits } from "../limits";
import type { Asked, Examination, JailLoss } from "./messages";

interface Context {
	readonly lesson: Lesson;
	/** What there was to ask. */
	readonly outline: readonly PropertyOutline[];
	readonly isolation: Isolation;
	readonly limits: Limits;
	/** Whether the fixtures are unknown to the student. */
	readonly isHidden: boolean;
}

/** Makes points and words of what was found out about a job. Of hidden fixtures the student is told nothing. */
export function verdictOf(job: Job, examination: Examination, context: Context): JobVerdict {
	const { hidden, lostAtLoad } = examination;
	const problem = examination.problem ?? nothingToAsk(hidden);
	const failure =
		(problem && withOwnName(problem)) ??
		(lostAtLoad && lossProblem(lostAtLoad, job.main, context.limits));
	const tests = failure
		? context.outline.map((property) => unasked(property, failure, lostAtLoad))
		: testsOf(job, examination, context);
	const notAttempted = !failure && hidden.length > 0 && hidden.every(isUntouched);
	return {
		key: job.key,
		exercise: job.exercise,
		state: failure ? "student-error" : "graded",
		points: tests.reduce((sum, { points }) => sum + points, 0),
		maxPoints: context.outline.reduce((sum, { points }) => sum + points, 0),
		tests,
		isolation: context.isolation,
		...(failure && { problem: failureText(failure) }),
		...(notAttempted && { notAttempted }),
	};
}

function testsOf(job: Job, { hidden, open }: Examination, context: Context): TestResult[] {
	const reports = hidden.flatMap((asked) => (asked.kind === "report" ? [asked.report] : []));
	const named = nameMisconceptions(reports);
	return context.outline.map((property, i): TestResult => {
		const asked = hidden[i]!;
		if (asked.kind !== "report") return lostTest(property, asked, job.main, context.limits);
		const { report } = asked;
		const misconception = named[reports.indexOf(report)];
		const test = reportedTest(context.lesson, withOwnPlace(report), misconception);
		const again = context.isHidden && report.status === "failed" ? open[property.name] : undefined;
		return again ? publicly(test, again) : test;
	});
}

/** A test as whoever knows the fixtures may see it. */
function reportedTest(lesson: Lesson, report: PropertyReport, misconception?: string): TestResult {
	const {
		status,
		points,
		maxPoints,
		message,
		misconception: id,
	} = judged(lesson, report, misconception);
	return {
		name: report.name,
		status: status === "skipped" ? "failed" : status,
		points,
		maxPoints,
		...(message !== undefined && { message }),
		...(id !== undefined && { misconception: id }),
		...(report.compared && { compared: report.compared }),
	};
}

/** The same for the student: in the words of the public fixtures. */
function publicly({ message: detail, compared: _, ...test }: TestResult, again: Asked): TestResult {
	const hidden = detail !== undefined && { detail };
	if (again.kind === "report" && again.report.failure) {
		const { failure, compared } = withOwnPlace(again.report);
		return {
			...test,
			message: failureText(failure!),
			...(compared && { compared }),
			...hidden,
		};
	}
	const message =
		again.kind === "report"
			? "This passes with the inputs of the course, and fails with others. Is something in the code made for these inputs only, or remembered from one call to the next?"
			: "This gave a wrong result with inputs that are not shown.";
	return { ...test, message, ...hidden };
}

function lostTest(
	{ name, points }: PropertyOutline,
	asked: Exclude<Asked, { kind: "report" }>,
	main: string,
	limits: Limits,
): TestResult {
	const { summary } =
		asked.kind === "lost" ? lossProblem(asked.by, main, limits, name) : givenUp(asked, limits);
	return { name, status: statusOf(asked.by), points: 0, maxPoints: points, message: summary };
}

function givenUp({ by, why }: Asked & { kind: "given up" }, limits: Limits): Failure {
	if (why === "function")
		return {
			summary:
				"This was not asked any more, because the function ran out of time in two properties before. Look at its loops first.",
		};
	if (by === "job time") return lossProblem(by, "", limits);
	return {
		summary: `This was not asked any more, because the code had to be started anew ${limits.restarts} times before. Look at the properties that say so first.`,
	};
}

const statusOf = (loss: JailLoss): "timeout" | "error" =>
	loss === "call time" || loss === "job time" ? "timeout" : "error";

/** How the loss of a jail is told. @param during the property; none: while the file was loaded */
function lossProblem(by: JailLoss, label: string, limits: Limits, during?: string): Failure {
	const what = during !== undefined && { during };
	if (by === "call time")
		return cutShortProblem({ by: "time limit", ...what }, label, 1000 * limits.callSeconds);
	if (by === "memory") return cutShortProblem({ by: "memory", ...what }, label, 0);
	if (by === "exit") return cutShortProblem({ by: "end of process", ...what }, label, 0);
	if (by === "job time")
		return {
			summary: `All properties together took more than ${limits.jobSeconds} s: this one was not reached, or not finished. Something in the code is far too slow.`,
		};
	return {
		summary:
			"The process that runs the code sent something that is no answer. Does the code write to files or descriptors that it did not open?",
	};
}

function unasked(
	{ name, points }: PropertyOutline,
	failure: Failure,
	loss: JailLoss | undefined,
): TestResult {
	const status = loss ? statusOf(loss) : "error";
	return { name, status, points: 0, maxPoints: points, message: failureText(failure) };
}

/** What is told of a file that has none of the functions. */
function nothingToAsk(hidden: readonly Asked[]): Failure | undefined {
	const isMissing = (asked: Asked) => asked.kind === "report" && asked.report.status === "error";
	const [first] = hidden;
	if (first?.kind !== "report" || !hidden.every(isMissing)) return undefined;
	return first.report.failure;
}

const isUntouched = (asked: Asked): boolean =>
	asked.kind === "report" && asked.report.status === "skipped";

const withOwnPlace = (report: PropertyReport): PropertyReport =>
	report.failure ? { ...report, failure: withOwnName(report.failure) } : report;

/** The place as the student knows the file: it was examined as if it stood among the exercises. */
const withOwnName = (failure: Failure): Failure =>
	failure.place ? { ...failure, place: failure.place.replace(/^exercises\//, "") } : failure;
