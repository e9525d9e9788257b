import { describe, expect, it } from "vitest";
import { lessons } from "../../../src/course";
import { lintClassroom50 } from "../../../src/grading/exports/classroom50";
import { lintCsv } from "../../../src/grading/exports/csv";
import { lintExercism } from "../../../src/grading/exports/exercism";
import { lintGradescope } from "../../../src/grading/exports/gradescope";
import { lintJson } from "../../../src/grading/exports/json";
import { lintJunit } from "../../../src/grading/exports/junit";
import { lintAutograder } from "../../../src/grading/exports/lint-autograder";
import { lintCanvas } from "../../../src/grading/exports/lint-canvas";
import { lintMoodle } from "../../../src/grading/exports/lint-moodle";
import { lintNbgraderCsv, nbgraderColumns } from "../../../src/grading/exports/lint-nbgrader-csv";
import { lintNbgraderNotebook } from "../../../src/grading/exports/lint-nbgrader-notebook";
import { nbgraderNotebook } from "../../../src/grading/exports/nbgrader-notebooks";
import type { Problem } from "../../../src/grading/exports/problem";
import { runAutograderScript } from "../../../src/grading/exports/run-autograder-script";
import { setupScript } from "../../../src/grading/exports/setup-script";
import { notebookCells } from "../../../src/grading/ingest/notebook-cells";
import { formatNotebook } from "../../../src/notebook/format-notebook";
import type { Notebook } from "../../../src/notebook/notebook";

const rules = (problems: readonly Problem[]) =>
	problems.map(({ where, rule }) => `${where} ${rule}`);

/** A right text, and changes that each break one rule: the text changed, and what is said of it. */
function describeLinter(
	name: string,
	lint: (text: string) => Problem[],
	right: string,
	broken: readonly (readonly [what: string, text: string, told: RegExp])[],
): void {
	describe(`the linter for ${name}`, () => {
		it("accepts what is right", () => expect(rules(lint(right))).toEqual([]));
		it.each(broken)("notices %s", (_, text, told) => {
			expect(text).not.toBe(right);
			expect(rules(lint(text)).join("\n")).toMatch(told);
		});
	});
}

const canvas = [
	"Student,ID,SIS User ID,SIS Login ID,Section,Attention (4711)",
	"    Points Possible,,,,,25",
	'"Lovelace, Ada",1,,ada,A,24.5',
	"Ben,2,,ben,A,",
].join("\r\n");
describeLinter("Canvas", lintCanvas, canvas, [
	["another first column", canvas.replace("Student", "Name"), /has to be "Student"/],
	["a missing column", canvas.replace("SIS Login ID", "Login"), /"SIS Login ID" is missing/],
	["no points possible", canvas.replace(/^ {4}Points.*\r\n/m, ""), /Points Possible/],
	["points that are none", canvas.replace(",,,,,25", ",,,,,many"), /is no number/],
	["a title that is dropped", canvas.replace("Attention (4711)", "Final Grade"), /drops titles/],
	["a student twice", canvas.replace("Ben,2", "Ben,1"), /ID 1 is there more than once/],
	["a student nobody can find", canvas.replace("Ben,2,,ben", ",,,"), /cannot find the student/],
	["a score that is none", canvas.replace("24.5", "good"), /"good" in "Attention \(4711\)"/],
	["a line that is too long", `${canvas}7,8`, /line|Record/i],
	["quotes in the middle", canvas.replace("Ben,", 'B"en,'), /quote/i],
	["an empty file", "", /line 1/],
]);

const moodle = "Email address,Attention,Feedback\r\na@b.c,24.5,\r\nb@b.c,-,Late\r\n";
describeLinter("Moodle", (text) => lintMoodle(text, { maxPoints: 25 }), moodle, [
	["a grade above the maximum", moodle.replace("24.5", "25.5"), /above the maximum, 25/],
	[
		"a grade that is no number",
		moodle.replace("24.5", "24,5").replace("24,5", '"24,5"'),
		/no number/,
	],
	["a negative grade", moodle.replace("24.5", "-1"), /no number/],
	["nobody", moodle.replace("a@b.c", ""), /line 2 names no user/],
	["somebody twice", moodle.replace("b@b.c", "a@b.c"), /more than once/],
	["a column twice", moodle.replace("Feedback", "Attention"), /there twice/],
]);

const csv = "student,name,grade\r\nana,'=1+1,3\r\nben,Ben,\r\n";
describeLinter("CSV", lintCsv, csv, [
	["a formula", csv.replace("'=1+1", "=1+1"), /a spreadsheet would compute "=1\+1"/],
	["a grade that is none", csv.replace(",3", ",three"), /"three" is no number/],
	["a student twice", csv.replace("ben,", "ana,"), /more than once/],
	["a missing column", csv.replace("grade", "mark"), /no column "grade"/],
]);

const gradescope = {
	score: 3,
	stdout_visibility: "hidden",
	tests: [
		{
			...{ score: 1, max_score: 1, status: "passed", name: "t", number: "1", output: "" },
			...{ output_format: "text", visibility: "visible", tags: [] },
		},
	],
};
const gradescopeWith = (change: object) =>
	JSON.stringify({ ...gradescope, tests: [{ ...gradescope.tests[0], ...change }] });
describeLinter("Gradescope", lintGradescope, JSON.stringify(gradescope), [
	["a test that hides the total", gradescopeWith({ visibility: "hidden" }), /hides the total/],
	["an unknown status", gradescopeWith({ status: "error" }), /tests\.0\.status/],
	["an unknown format", gradescopeWith({ output_format: "markdown" }), /output_format/],
	["a score above the maximum", gradescopeWith({ score: 2 }), /above max_score/],
	["what nobody asked for", gradescopeWith({ detail: "x" }), /detail/],
	[
		"a grade that is not known",
		JSON.stringify({ ...gradescope, score: null }),
		/has to be a number/,
	],
	["what was printed", JSON.stringify({ ...gradescope, stdout_visibility: "visible" }), /printed/],
	["no JSON", "{", /is no JSON/],
]);

const classroom50 = {
	...{ schema: "classroom50/result/v1", classroom: "c", assignment: "a" },
	...{ assignment_type: "individual", owner: "o", submission: "s", commit: "s", release: "s" },
	...{ review: "s", datetime: "2026-11-20T10:00:00Z", score: 1, "max-score": 2 },
	tests: [{ "test-name": "t", passed: true, score: 1, "max-score": 2 }],
};
const classroom50With = (change: object) => JSON.stringify({ ...classroom50, ...change });
describeLinter("Classroom 50", lintClassroom50, JSON.stringify(classroom50), [
	["a fraction", classroom50With({ score: 0.5 }), /whole numbers/],
	["another schema", classroom50With({ schema: "v2" }), /schema/],
	["a time with fractions", classroom50With({ datetime: "2026-11-20T10:00:00.000Z" }), /UTC/],
	["an empty name", classroom50With({ owner: "" }), /owner/],
	["a sum that is none", classroom50With({ score: 2 }), /not the sum/],
	["a member too many", classroom50With({ detail: "x" }), /detail/],
]);

const exercism = {
	version: 3,
	status: "fail",
	message: null,
	tests: [{ name: "t", status: "fail", message: "no", test_code: "f()" }],
};
const exercismWith = (change: object) => JSON.stringify({ ...exercism, ...change });
describeLinter("Exercism", lintExercism, JSON.stringify(exercism), [
	["another version", exercismWith({ version: 2 }), /version/],
	["an error without a message", exercismWith({ status: "error" }), /has to have a message/],
	["a message without an error", exercismWith({ message: "x" }), /only a result that is an error/],
	["a status that the tests deny", exercismWith({ status: "pass" }), /not what its tests say/],
	[
		"too much output",
		exercismWith({ tests: [{ ...exercism.tests[0], output: "x".repeat(501) }] }),
		/500 characters/,
	],
]);

const junit = `<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="x" tests="1"><testsuite name="ana" tests="1" failures="1" errors="0" skipped="0">
<testcase name="t" classname="c"><failure message="m">&lt;b&gt;</failure></testcase></testsuite></testsuites>`;
describeLinter("JUnit", lintJunit, junit, [
	["what is no XML", junit.replace("</testcase>", ""), /is no XML/],
	["a wrong count of tests", junit.replace('tests="1" failures', 'tests="2" failures'), /says 2/],
	["a wrong count of failures", junit.replace('failures="1"', 'failures="0"'), /failures is not/],
	["a case without a class", junit.replace(' classname="c"', ""), /without name or classname/],
	["a control character", junit.replace("&lt;b", "\u0007"), /has the character/],
	["another root", junit.replaceAll("testsuites", "suites"), /<testsuites>/],
]);

const nbgraderRow = "attention,,2026-11-20 10:00:00.000000,ana,Ana,,a@b.c,10,1,9,25";
const nbgraderCsv = `${nbgraderColumns.join(",")}\n${nbgraderRow}\n`;
describeLinter("nbgrader's grades", lintNbgraderCsv, nbgraderCsv, [
	["other columns", nbgraderCsv.replace("raw_score", "raw"), /the columns have to be/],
	["scores that do not add up", nbgraderCsv.replace(",1,9,", ",1,8,"), /less late_submission/],
	["another time", nbgraderCsv.replace(" 10:00", "T10:00"), /no time as nbgrader/],
	["somebody twice", `${nbgraderCsv}${nbgraderRow}\n`, /more than once/],
]);

const notebook = await nbgraderNotebook(lessons.find(({ id }) => id === "05-attention")!);
const nbgraderText = formatNotebook(notebook);
const changed = (grade_id: string, change: object, source?: string) =>
	formatNotebook({
		...notebook,
		cells: notebook.cells.map((cell) =>
			(cell.metadata.nbgrader as { grade_id?: string } | undefined)?.grade_id === grade_id
				? {
						...cell,
						...(source !== undefined && { source }),
						metadata: { nbgrader: { ...(cell.metadata.nbgrader as object), ...change } },
					}
				: cell,
		),
	} as Notebook);
describeLinter("nbgrader's notebooks", lintNbgraderNotebook, nbgraderText, [
	["a property too many", changed("05-attention", { extra: 1 }), /extra/],
	[
		"a grade_id with a dot",
		changed("05-attention", { grade_id: "05.attention" }),
		/letters, digits/,
	],
	["a grade_id twice", changed("05-attention", { grade_id: "05-attention-test" }), /two cells/],
	["negative points", changed("05-attention-test", { points: -1 }), /points/],
	["an older version", changed("05-attention", { schema_version: 2 }), /schema_version/],
	["a locked cell that was changed", changed("05-attention-test", {}, "14"), /checksum/],
	[
		"text that is graded alone",
		changed("05-attention-statement", { grade: true, points: 1 }),
		/go together/,
	],
	[
		"a notebook without a cell of nbgrader's",
		formatNotebook({ ...notebook, cells: [] }),
		/no cell/,
	],
	["what is no notebook", "{}", /not a notebook/],
]);

describe("the notebooks for nbgrader", () => {
	it("hold an answer that `grade run` finds, for every lesson", async () => {
		for (const lesson of lessons) {
			const text = formatNotebook(await nbgraderNotebook(lesson));
			expect(rules(lintNbgraderNotebook(text)), lesson.id).toEqual([]);
			const [source] = notebookCells(text, "x.ipynb", [lesson.id]).get(lesson.id) ?? [];
			for (const name of lesson.exercise.functions) expect(source).toContain(`function ${name}`);
		}
	});
});

describe("the linter for data", () => {
	it("lets nothing through that is not listed, such as details of hidden fixtures", () => {
		const test = { exercise: "e", name: "t", status: "passed", points: 1, maxPoints: 1 };
		const student = {
			...{ student: "ana", ids: {}, points: 1, maxPoints: 1, exercises: { e: 1 }, lateSeconds: 0 },
			...{ penalty: 0, grade: null, notes: [], state: "graded" },
		};
		const text = (more: object) =>
			JSON.stringify({
				maxPoints: 1,
				exercises: [{ id: "e", maxPoints: 1 }],
				students: [{ ...student, tests: [{ ...test, ...more }] }],
			});
		expect(lintJson(text({}))).toEqual([]);
		expect(rules(lintJson(text({ detail: "x" }))).join()).toMatch(/detail/);
	});
});

describe("the linter for Gradescope's autograder", () => {
	const right = {
		"setup.sh": setupScript,
		run_autograder: runAutograderScript({ exercises: ["02-softmax"], unsafe: false }),
		seed: "4711\n",
	};
	it("accepts what is right", () => expect(lintAutograder(right)).toEqual([]));
	it("notices what fails only after the upload", () => {
		const { "setup.sh": _, ...without } = right;
		expect(rules(lintAutograder(without))).toEqual(["setup.sh has to be in the root of the zip"]);
		const windows = { ...right, run_autograder: right.run_autograder.replaceAll("\n", "\r\n") };
		expect(rules(lintAutograder(windows)).join()).toMatch(/Windows line ends/);
		expect(rules(lintAutograder({ ...right, seed: "" })).join()).toMatch(/whole number/);
	});
	it("runs without isolation only when that is said", () => {
		expect(right.run_autograder).not.toContain("--unsafe");
		expect(runAutograderScript({ exercises: [], unsafe: true })).toContain("--unsafe");
	});
});
