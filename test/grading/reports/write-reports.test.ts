import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { originalCell } from "../../../src/grading/gradebook/neutral-cell";
import { studentFileName } from "../../../src/grading/reports/student-file-name";
import { type WrittenReports, writeReports } from "../../../src/grading/reports/write-reports";
import { hiddenMarker, removeSampleRuns, sampleClass, writeSampleRun } from "../sample-results";

let out: string;
let written: WrittenReports;
beforeAll(async () => {
	out = await writeSampleRun();
	written = await writeReports(out);
});
const report = (name: string) => readFile(join(out, "reports", name), "utf8");

afterAll(removeSampleRuns);

describe("the reports of a run", () => {
	it("are a page for every student, and the class as page, table and data", async () => {
		const pages = await readdir(join(out, "reports", "students"));
		expect(pages.length).toBe(30);
		expect(written.studentPages.length).toBe(30);
		expect((await readdir(join(out, "reports"))).sort()).toEqual([
			"class.csv",
			"class.html",
			"class.json",
			"students",
		]);
	});

	it("tell nothing of hidden fixtures, in any file", async () => {
		expect(await readFile(join(out, "results.json"), "utf8")).toContain(hiddenMarker);
		const files = await readdir(join(out, "reports"), { recursive: true, withFileTypes: true });
		for (const file of files.filter((one) => one.isFile())) {
			const text = await readFile(join(file.parentPath, file.name), "utf8");
			expect(text.includes(hiddenMarker), file.name).toBe(false);
		}
	});

	it("name who needs a look", async () => {
		expect(written).toMatchObject({ needLook: ["student-06", "student-10"], quarantined: 2 });
		const page = await report("class.html");
		expect(page).toContain("unknown person.zip");
		expect(page).not.toMatch(/<script>globalThis|<img/);
	});

	it("link every student's page from the class", async () => {
		const links = [...(await report("class.html")).matchAll(/href="(students\/[^"]+)"/g)];
		const linked = new Set(links.map(([, href]) => href));
		for (const { student } of sampleClass().results)
			expect(linked).toContain(`students/${studentFileName(student)}.html`);
	});

	it("give names back as they were, although no spreadsheet computes them", async () => {
		const lines = parse(await report("class.csv"), { columns: true, bom: true }) as Record<
			string,
			string
		>[];
		const { grades } = sampleClass();
		expect(lines.map(({ name }) => originalCell(name!))).toEqual(
			grades.map(({ name }) => name ?? ""),
		);
		for (const { name } of lines) expect(name).not.toMatch(/^[=+\-@]/);
		expect(lines.find(({ student }) => student === "student-10")!.grade).toBe("");
	});

	it("are the same, byte for byte, when they are written again", async () => {
		const before = await report("class.html");
		await writeReports(out);
		expect((await report("class.html")) === before).toBe(true);
	});

	it("of one student are that page alone, by id or by a name that one student has", async () => {
		const alone = await writeSampleRun();
		const { studentPages } = await writeReports(alone, "Zoë K.");
		expect(studentPages.map(({ student }) => student)).toEqual(["student-14"]);
		expect(await readdir(join(alone, "reports"))).toEqual(["students"]);
	});
});

describe("without what they are made of, the reports say what to do", () => {
	it("before a run", async () => {
		await expect(writeReports("/nowhere/at/all")).rejects.toThrow(
			/There is no gradebook\.json in \/nowhere\/at\/all\. Run "attention-lab grade run/,
		);
	});

	it("for a student nobody knows", async () => {
		await expect(writeReports(out, "Nobody")).rejects.toThrow(/no student “Nobody”/);
	});

	it("when a file was edited, or the files are of different runs", async () => {
		const broken = await writeSampleRun();
		const { grades } = sampleClass();
		await writeFile(join(broken, "gradebook.json"), JSON.stringify(grades.slice(1)));
		await expect(writeReports(broken)).rejects.toThrow(/not of the same students \(30 and 29\)/);
		await writeFile(join(broken, "gradebook.json"), '[{"student": 3}]');
		await expect(writeReports(broken)).rejects.toThrow(/gradebook\.json is not what/);
		await rm(join(broken, "results.json"));
		await writeFile(join(broken, "gradebook.json"), JSON.stringify(grades));
		await expect(writeReports(broken)).rejects.toThrow(/no results\.json/);
	});
});
