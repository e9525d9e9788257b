import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { createJudgeProcess } from "../../../src/course/judge/judge-process";
import { projectRoot } from "../../../src/project-root";

vi.setConfig({ testTimeout: 30_000 }); // the judge is a process, and the machine may be busy

const exercise = "02-softmax";
const judge = createJudgeProcess();
let folder: string;

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), "attention lab's judge "));
});
afterAll(async () => {
	judge.close();
	await rm(folder, { recursive: true });
});

/** Asks the judge about a file of this text. */
async function ask(
	text: string | Uint8Array,
	{ name = "mine.ts", timeLimit = 20_000, seed = 1 } = {},
) {
	const file = join(folder, name);
	await writeFile(file, text);
	return judge.ask({ kind: "check", exercise, file, label: name, seed }, timeLimit);
}

const correct = `
	const softmax = (scores: readonly number[]): number[] => {
		const highest = scores.reduce((a, b) => Math.max(a, b));
		const shares = scores.map((score) => Math.exp(score - highest));
		const total = shares.reduce((a, b) => a + b);
		return shares.map((share) => share / total);
	};
	const softmaxRows = (rows: readonly (readonly number[])[]) => rows.map((row) => softmax(row));
	export { softmax, softmaxRows };
`;
const loop = "function loop() { for (;;) {} }";
const statuses = (answer: Awaited<ReturnType<typeof ask>>) =>
	new Set(answer.reports.map(({ status }) => status));

describe("the judge", () => {
	it("passes a correct file, whatever its folder, its name and its line ends are", async () => {
		const windows = `\uFEFF${correct.replaceAll("\n", "\r\n")}`;
		for (const [text, name] of [
			[correct, "mine.ts"],
			[windows, "Übung 2 (copy) [1] #a?.ts"],
			[correct, "submission.txt"],
		] as const) {
			const answer = await ask(text, { name });
			expect(answer.problem).toBeUndefined();
			expect(statuses(answer)).toEqual(new Set(["passed"]));
			expect(answer.outline.length).toBe(answer.reports.length);
		}
	});

	it("reads the file anew every time", async () => {
		expect(statuses(await ask(correct))).toEqual(new Set(["passed"]));
		const wrong = await ask(correct.replace("share / total", "share"));
		expect(statuses(wrong)).toContain("failed");
		expect(statuses(await ask(correct))).toEqual(new Set(["passed"]));
	});

	it("reads a file that it imports anew, too", async () => {
		const importing = 'export { softmax, softmaxRows } from "./own-helper";';
		await writeFile(join(folder, "own-helper.ts"), correct);
		expect(statuses(await ask(importing))).toEqual(new Set(["passed"]));
		await delay(20); // file times
		await writeFile(join(folder, "own-helper.ts"), correct.replace("share / total", "share"));
		expect(statuses(await ask(importing))).toContain("failed");
	});

	it("names the line of an error, in the learner's own file", async () => {
		const text = "\n\nexport const softmax = (scores: any) => {\n\treturn scores.no.such;\n};\n";
		const { reports } = await ask(text);
		expect(reports[0]?.failure).toMatchObject({
			summary: "softmax threw TypeError: Cannot read properties of undefined (reading 'such')",
			place: "mine.ts:4:19",
		});
		expect(reports.at(-1)?.failure?.summary).toContain("no export `softmaxRows`");
	});

	it("tells an error while the file is loaded, and what was to be checked all the same", async () => {
		const answer = await ask('const a = 1;\nthrow new Error("too early");');
		expect(answer.problem).toEqual({
			summary:
				"mine.ts could not be loaded, because a line outside the functions threw Error: too early",
			place: "mine.ts:2:7",
		});
		expect(answer.outline.length).toBeGreaterThan(5);
		expect(answer.reports).toEqual([]);
	});

	it.each([
		["a syntax error", "export const softmax = (", /^mine\.ts is not valid TypeScript: /],
		["a name declared twice", "const a = 1; const a = 2;", /`a` has already been declared/],
		[
			"a missing file",
			'import { a } from "./gone"; a();',
			/^mine\.ts imports "\.\/gone", which cannot be found/,
		],
		[
			"a missing package",
			'import a from "no-such-package"; a();',
			/imports "no-such-package", which/,
		],
		["a thrown string", 'throw "oops"', /threw oops$/],
		[
			"the library's answer",
			'export { softmax } from "attention-lab";',
			/the library's own `softmax`/,
		],
		["the end of the process", "process.exit(0);", /process\.exit was called/],
		["a replaced built-in", `Math.exp = () => 1;${correct}`, /^This file replaces Math\.exp/],
	])("says in words what is wrong with %s", async (_, text, words) => {
		const { problem, outline } = await ask(text);
		expect(problem?.summary).toMatch(words);
		expect(problem?.summary).not.toContain("\u001b");
		expect(outline.length).toBeGreaterThan(5);
	});

	it.each([
		["UTF-16", Buffer.from("\uFEFFexport {};", "utf16le"), /is saved as UTF-16/],
		["Latin-1", Buffer.from("// für", "latin1"), /is no UTF-8 text/],
		["binary", Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 0]), /is no UTF-8 text/],
		["far too long", Buffer.alloc(2_000_000, " "), /has 2 MB: that is no exercise/],
	])("says so when the file is %s", async (_, bytes, words) => {
		expect((await ask(bytes)).problem?.summary).toMatch(words);
	});

	it("is not ended by code that ends its process in a function", async () => {
		const answer = await ask("export const softmax = () => process.exit(0);");
		expect(answer.cutShort).toBeUndefined();
		expect(answer.reports[0]?.failure?.summary).toMatch(/process\.exit was called/);
	});

	it("returns what the code prints, once, and no more than a person reads", async () => {
		const text = `console.log("loaded", { a: [1] });\nprocess.stdout.write("written\\n");${correct}`;
		expect((await ask(text)).printed).toBe("loaded { a: [ 1 ] }\nwritten\n");
		const flood = `for (let i = 0; i < 1e6; i++) console.log("line", i);${correct}`;
		const { printed, reports } = await ask(flood);
		expect(printed.length).toBeLessThan(21_000);
		expect(printed).toMatch(/the rest is not shown/);
		expect(reports.length).toBeGreaterThan(5);
	});

	it("gives the same fixtures for a seed and others for another", async () => {
		const text =
			"export const softmax = (scores: unknown) => { throw new Error(String(scores)); };";
		const told = async (seed: number) =>
			(await ask(text, { seed })).reports.map(({ failure }) => failure?.call).join("\n");
		const first = await told(5);
		expect(await told(5)).toBe(first);
		expect(await told(6)).not.toBe(first);
	});

	it("writes no file into the course", async () => {
		const { readdir } = await import("node:fs/promises");
		const before = await readdir(join(projectRoot, "exercises"));
		await ask(correct);
		expect(await readdir(join(projectRoot, "exercises"))).toEqual(before);
	});
});

describe("code that never ends", () => {
	const timeLimit = 2000;

	it("is stopped, the property it was in is named, and the results before it count", async () => {
		const answer = await ask(correct.replace("=> rows.map(", "=> loop() ?? rows.map(") + loop, {
			timeLimit,
		});
		const first = answer.outline.findIndex((property) => property.of === "softmaxRows");
		expect(answer.cutShort).toEqual({ by: "time limit", during: answer.outline[first]?.name });
		expect(answer.reports.map(({ status }) => status)).toEqual(Array(first).fill("passed"));
		expect(first).toBeGreaterThan(0);
	});

	it("is stopped while the file is loaded; then the next check works", async () => {
		const answer = await ask('console.log("before");\nwhile (true) {}', { timeLimit });
		expect(answer.cutShort).toEqual({ by: "time limit" });
		expect(answer.printed).toBe("before\n");
		expect(statuses(await ask(correct))).toEqual(new Set(["passed"]));
	});
});

it("code that kills its process is told from a loop, and the next check works", async () => {
	const answer = await ask('process.kill(process.pid, "SIGKILL");');
	expect(answer.cutShort).toEqual({ by: "end of process" });
	expect(statuses(await ask(correct))).toEqual(new Set(["passed"]));
});

it("code that uses up the memory is told so, and the next check works", async () => {
	const text =
		"export const softmax = () => { const all = []; for (;;) all.push(new Array(1e5).fill(0.5)); };";
	const answer = await ask(text);
	expect(answer.cutShort).toMatchObject({ by: "memory" });
	expect(statuses(await ask(correct))).toEqual(new Set(["passed"]));
});
