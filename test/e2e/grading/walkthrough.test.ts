import { execFile } from "node:child_process";
import { createWriteStream } from "node:fs";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ZipFile } from "yazl";
import { projectRoot } from "../../../src/project-root";

const read = (path: string) => readFile(join(projectRoot, path), "utf8");

let folder: string;
const outcomes: { command: string; code: number; output: string }[] = [];

/** docs/grading.md is followed to the letter, in a folder with what Canvas lets one download. */
beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), "walkthrough-"));
	await canvasDownload();
	await gradebook();
	const [, block = ""] =
		/^```sh walkthrough\n(.*?)^```/ms.exec(await read("docs/grading.md")) ?? [];
	for (const command of block.trimEnd().split("\n")) outcomes.push(await type(command));
});
afterAll(() => rm(folder, { recursive: true }));

describe("the five commands of docs/grading.md", () => {
	it("are five, and each of them succeeds", () => {
		expect(outcomes.map(({ command }) => command.split(" ")[3])).toEqual([
			"collect",
			"run",
			"similar",
			"report",
			"export",
		]);
		for (const { command, code, output } of outcomes)
			expect({ command, code, output }).toMatchObject({ code: 0 });
	});

	it("end with a file that Canvas takes: everybody's points beside their own id", async () => {
		const [file = ""] = (
			await readdir(join(folder, "grades", "exports"), { recursive: true })
		).filter((path) => path.endsWith(".csv"));
		const text = await readFile(join(folder, "grades", "exports", file), "utf8");
		const rows = parse(text, { bom: true, columns: true }) as Record<string, string>[];
		const column = Object.keys(rows[0]!).find((name) => name.startsWith("Attention"))!;
		const grades = rows.filter(({ ID }) => ID).map((row) => [row.Student, row.ID, row[column]]);
		expect(grades).toEqual([
			["Lovelace, Ada", "4711", "14"],
			['O\'Neil, "Bo" 🦊', "4712", "0"],
			["=Cy, Müller", "4713", "12.6"],
			["Noor, Dee", "4714", "0"],
			["Student, Test", "9999", ""],
		]);
	});

	it("write a page for every student, and for the instructor", async () => {
		const pages = await readdir(join(folder, "grades", "reports"), { recursive: true });
		expect(
			pages.filter((path) => path.startsWith("students/") && path.endsWith(".html")),
		).toHaveLength(4);
		expect(pages).toContain("class.html");
		expect(await readdir(join(folder, "alike"))).toEqual(["index.html", "similar.json"]);
	});
});

/** Runs a line of the document. */
function type(command: string): Promise<{ command: string; code: number; output: string }> {
	const program = `"${process.execPath}" "${join(projectRoot, "src/cli/attention-lab.js")}"`;
	const line = command.replace(/^npx attention-lab/, program);
	return new Promise((resolve) =>
		execFile("sh", ["-c", line], { cwd: folder }, (error, stdout, stderr) =>
			resolve({ command, code: Number(error?.code ?? 0), output: stdout + stderr }),
		),
	);
}

/** Ada is right, Bo handed in the empty exercise, Cy is right and late by less than a day, Dee is missing. */
async function canvasDownload(): Promise<void> {
	const zip = new ZipFile();
	const solution = await read("solutions/05-attention.ts");
	const own = solution.replace(/\/\/.*/g, "").replace(/\brow\b/g, "line");
	const packed = { mtime: new Date("2026-11-21T10:00:00Z") };
	const files = {
		"lovelaceada_4711_90001_05-attention.ts": solution,
		"oneilbo_4712_90002_05-attention-1.ts": await read("src/course/originals/05-attention.ts.txt"),
		"cymüller_LATE_4713_90003_05-attention.ts": own,
	};
	for (const [name, text] of Object.entries(files)) zip.addBuffer(Buffer.from(text), name, packed);
	zip.end();
	await pipeline(zip.outputStream, createWriteStream(join(folder, "submissions.zip")));
}

async function gradebook(): Promise<void> {
	const lines = [
		"Student,ID,SIS User ID,SIS Login ID,Section,Attention (17)",
		"    Points Possible,,,,,14",
		'"Lovelace, Ada",4711,S1,ada,Monday,',
		'"O\'Neil, ""Bo"" 🦊",4712,S2,bo,Monday,',
		'"=Cy, Müller",4713,S3,cy,Monday,',
		'"Noor, Dee",4714,S4,dee,Monday,',
		'"Student, Test",9999,,,Monday,',
	];
	await writeFile(join(folder, "gradebook.csv"), `${lines.join("\n")}\n`);
}
