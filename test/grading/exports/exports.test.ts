import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { XMLParser } from "fast-xml-parser";
import { afterAll, describe, expect, it } from "vitest";
import { exportClass, type WrittenExport } from "../../../src/grading/exports/export-class";
import type { ExportOptions } from "../../../src/grading/exports/exported";
import { type FormatName, formatNames } from "../../../src/grading/exports/formats";
import type { Grade } from "../../../src/grading/grade";
import { originalCell } from "../../../src/grading/gradebook/neutral-cell";
import { studentFileName } from "../../../src/grading/reports/student-file-name";
import { hiddenMarker, removeSampleRuns, sampleClass, writeSampleRun } from "../sample-results";

const sample = sampleClass();
const out = await writeSampleRun(sample);
const options = { title: "Attention (4711)", out, classroom: "nlp", assignment: "attention" };
const run = (format: FormatName, more: Partial<ExportOptions> = {}) =>
	exportClass(format, { ...options, ...more });
const file = (path: string, folder = out) => readFile(join(folder, "exports", path), "utf8");
const rowsOf = (text: string) =>
	parse(text, { columns: true, bom: true }) as Record<string, string>[];
const gradeOf = (student: string) => sample.grades.find((grade) => grade.student === student)!;

/** A run in which some grades are something else. */
async function runWith(change: (grade: Grade) => Partial<Grade>): Promise<string> {
	const grades = sample.grades.map((grade) => ({ ...grade, ...change(grade) }));
	return writeSampleRun({ ...sample, grades });
}

afterAll(removeSampleRuns);

describe("every export", async () => {
	const exported: WrittenExport[] = [];
	for (const format of formatNames) exported.push(await run(format));

	it("of a real class is what its linter asks for", () => {
		for (const { format, problems, written } of exported) {
			expect(problems, format).toEqual([]);
			expect(written.length, format).toBeGreaterThan(0);
		}
	});

	it("tells nothing of hidden fixtures", async () => {
		const files = await readdir(join(out, "exports"), { recursive: true, withFileTypes: true });
		expect(files.length).toBeGreaterThan(80);
		for (const one of files.filter((entry) => entry.isFile()))
			expect(
				(await readFile(join(one.parentPath, one.name), "utf8")).includes(hiddenMarker),
				one.name,
			).toBe(false);
	});

	it("lists whose grade is not known, and gives them no zero", async () => {
		for (const { format, leftOut } of exported) {
			const students = leftOut.map(({ student }) => student);
			expect(students, format).toEqual(expect.arrayContaining(["student-06", "student-10"]));
		}
		for (const [path, column, id] of [
			["grades.csv", "grade", "student"],
			["nbgrader/grades.csv", "score", "student_id"],
			["canvas.csv", "Attention (4711)", "SIS Login ID"],
		] as const) {
			const row = rowsOf(await file(path)).find((one) => one[id] === "student-06");
			expect(row?.[column], path).toBe("");
		}
		const moodle = rowsOf(await file("moodle.csv"));
		expect(moodle.find((row) => row["Email address"]?.startsWith("student-06"))).toMatchObject({
			"Attention (4711)": "-",
		});
		expect(await readdir(join(out, "exports", "gradescope"))).not.toContain("student-06.json");
	});

	it("gives names back as they were: commas, quotes, emoji, leading =", async () => {
		const names = sample.grades.map(({ name }) => name ?? "");
		const read = async (path: string, column: string) =>
			rowsOf(await file(path)).map((row) => originalCell(row[column]!));
		expect(await read("grades.csv", "name")).toEqual(names);
		expect(await read("nbgrader/grades.csv", "last_name")).toEqual(names);
		expect((await read("canvas.csv", "Student")).slice(1)).toEqual(names);
		const { testsuites } = new XMLParser({
			ignoreAttributes: false,
			attributeNamePrefix: "",
		}).parse(await file("junit.xml"));
		const suites = testsuites.testsuite as {
			name: string;
			properties: { property: { name: string; value: string }[] };
		}[];
		expect(suites.map(({ name }) => name)).toEqual(sample.results.map(({ student }) => student));
		const named = suites.map(
			({ properties }) => properties.property.find(({ name }) => name === "student name")?.value,
		);
		const asXml = (name: string) => name.replace("\t", " "); // XML makes a space of it
		expect(named.map((name) => asXml(name ?? ""))).toEqual(names.map(asXml));
	});

	it("writes nothing at all when one line would not be taken, and says which", async () => {
		const tooMuch = await runWith(({ student }) => (student === "student-02" ? { grade: 26 } : {}));
		const { problems, written } = await run("moodle", { out: tooMuch });
		expect(problems).toEqual([
			{ where: "student-02@example.edu", rule: "the grade 26 is above the maximum, 25" },
		]);
		expect(written).toEqual([]);
		await expect(readdir(join(tooMuch, "exports"))).rejects.toThrow(/ENOENT/);
	});
});

describe("the export for Canvas", () => {
	const gradebook = [
		"\uFEFFStudent,ID,SIS User ID,SIS Login ID,Section,Essay (17),Attention (4711),Current Score",
		"    Points Possible,,,,,10,25,(read only)",
		'"Ørsted, Hans",1,,nobody,A,9,3,80',
		'"O\'Neil, Ben",1001,,,B,7.5,,70',
		"Eva,1005,,,A,EX,11,60",
		"Student,Test,,,,,,",
	];

	async function withGradebook(lines: readonly string[], title = "Attention (4711)") {
		const folder = await writeSampleRun(sample);
		const path = join(folder, "canvas-download.csv");
		await writeFile(path, lines.join("\r\n"));
		const exported = await run("canvas", { out: folder, gradebook: path, title });
		return { exported, rows: rowsOf(await file("canvas.csv", folder).catch(() => "")), folder };
	}

	it("keeps Canvas's columns, lines and order, and fills in one column", async () => {
		const { rows, folder } = await withGradebook(gradebook);
		expect((await file("canvas.csv", folder)).split("\r\n")[0]).toBe(gradebook[0]!.slice(1));
		expect(rows.map((row) => row.Student)).toEqual([
			"    Points Possible",
			"Ørsted, Hans",
			"O'Neil, Ben",
			"Eva",
			"Student",
		]);
		expect(rows[2]).toMatchObject({
			"Essay (17)": "7.5",
			"Attention (4711)": `${gradeOf("student-02").grade}`,
			"Current Score": "70",
		});
	});

	it("leaves what Canvas has where a grade is not known, or the student is not ours", async () => {
		const { rows } = await withGradebook(gradebook);
		expect(rows[1]!["Attention (4711)"]).toBe("3");
		expect(rows[3]!["Attention (4711)"]).toBe("11");
	});

	it("finds the column by its name without the id, and makes a new one for another name", async () => {
		const { rows } = await withGradebook(gradebook, "Attention");
		expect(rows[2]!["Attention (4711)"]).toBe(`${gradeOf("student-02").grade}`);
		const { rows: others, exported } = await withGradebook(gradebook, "Another");
		expect(others[2]!.Another).toBe(`${gradeOf("student-02").grade}`);
		expect(others[0]!.Another).toBe("25");
		expect(exported.notes.join()).toContain("new column");
	});

	it("leaves Canvas's own line about posting as it is, and other columns' words", async () => {
		const posting = [gradebook[0]!, ",,,,,Manual Posting,,", ...gradebook.slice(1)];
		const { exported, rows } = await withGradebook(
			posting.map((line) => line.replace(",9,3,80", ",Well done,3,80")),
		);
		expect(exported.problems).toEqual([]);
		expect(rows[0]!["Essay (17)"]).toBe("Manual Posting");
		expect(rows[2]!["Essay (17)"]).toBe("Well done");
	});

	it("lists who is not in Canvas", async () => {
		const { exported } = await withGradebook(gradebook);
		expect(exported.leftOut).toContainEqual({
			student: "student-03",
			why: "is not in canvas-download.csv",
		});
	});

	it("refuses a table that is not Canvas's", async () => {
		await expect(withGradebook(["Name,Mark", "Ana,1"])).rejects.toThrow(
			/is not Canvas's gradebook: its columns are Name, Mark/,
		);
	});

	it("refuses a title that Canvas would drop without a word", async () => {
		const { problems } = await run("canvas", { title: "Final Grade" });
		expect(problems.map(({ rule }) => rule).join()).toContain("Canvas drops titles");
	});
});

describe("the export for Moodle", () => {
	it("leaves out who is not in Moodle's own table: one unknown user would abort the file", async () => {
		const folder = await writeSampleRun(sample);
		const gradebook = join(folder, "moodle.csv");
		await writeFile(gradebook, "First name,Email address\nBen,student-02@example.edu\n");
		const { leftOut } = await run("moodle", { out: folder, gradebook, identifyBy: "email" });
		const rows = rowsOf(await file("moodle.csv", folder));
		expect(rows.map((row) => row["Email address"])).toEqual(["student-02@example.edu"]);
		expect(leftOut.length).toBe(29);
	});

	it("says what to do when nobody has an id", async () => {
		const folder = await runWith(() => ({ ids: {}, email: "" }));
		await expect(run("moodle", { out: folder })).rejects.toThrow(/--roster/);
	});
});

describe("the export for Gradescope", () => {
	it("gives the final grade, and tests with the explanation of a misconception", async () => {
		const results = JSON.parse(await file("gradescope/student-15.json"));
		expect(results.score).toBe(gradeOf("student-15").grade);
		const [first] = results.tests;
		expect(first).toMatchObject({ status: "failed", score: 0, max_score: 1, number: "1" });
		expect(first.output).toContain("This is what you get from: softmax over the columns");
	});
});

describe("the export for Classroom 50", () => {
	it("gives whole numbers, and one line where tests and grade are not the same", async () => {
		const late = JSON.parse(await file("classroom50/gh-student-15/result.json"));
		expect(late).toMatchObject({ owner: "gh-student-15", score: 14, "max-score": 25 });
		expect(late.tests).toHaveLength(1);
		const onTime = JSON.parse(await file("classroom50/gh-student-02/result.json"));
		expect(onTime.tests).toHaveLength(11);
	});

	it("asks for the names of classroom and assignment", async () => {
		await expect(exportClass("classroom50", { title: "x", out })).rejects.toThrow(/--classroom/);
	});
});

describe("the export for Exercism", () => {
	it("says pass, fail or error, as the tests do", async () => {
		const statusOf = async (student: string, exercise: string) =>
			JSON.parse(await file(`exercism/${studentFileName(student)}/${exercise}/results.json`))
				.status;
		expect(await statusOf("student-02", "02-softmax")).toBe("pass");
		expect(await statusOf("student-15", "02-softmax")).toBe("fail");
		expect(await statusOf("student-04", "05-attention")).toBe("error");
		await expect(statusOf("student-10", "05-attention")).rejects.toThrow(/ENOENT/);
	});
});

describe("an export that cannot be written", () => {
	it("says so in a sentence", async () => {
		const folder = await writeSampleRun(sample);
		await mkdir(join(folder, "exports"));
		await mkdir(join(folder, "exports", "grades.csv"));
		await expect(run("csv", { out: folder })).rejects.toThrow(/grades\.csv could not be written/);
	});
});
