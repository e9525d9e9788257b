import { type ChildProcess, spawn } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { projectRoot } from "../../../src/project-root";
import { generateSubmissions, writeSubmissions } from "../../grading/generate-submissions";

let work: string;
const inWork = (name: string) => join(work, name);

beforeAll(async () => {
	work = await mkdtemp(join(tmpdir(), "attention-lab-run-"));
	const honest = generateSubmissions(24).filter(({ kind }) => kind === "right");
	await writeSubmissions(inWork("submissions"), honest);
});

afterAll(() => rm(work, { recursive: true, force: true }));

interface Ended {
	readonly code: number | null;
	readonly said: string;
}

/** Starts a command of the grader; its two streams are one text. */
function start(args: readonly string[], path = process.env.PATH) {
	const program = join(projectRoot, "src", "cli", "attention-lab.js");
	const child: ChildProcess = spawn(process.execPath, [program, "grade", ...args], {
		stdio: ["ignore", "pipe", "pipe"],
		env: { ...process.env, PATH: path },
	});
	let said = "";
	for (const stream of [child.stdout, child.stderr])
		stream?.setEncoding("utf8").on("data", (text: string) => {
			said += text;
		});
	const ended = new Promise<Ended>((resolve) =>
		child.once("close", (code) => resolve({ code, said })),
	);
	return { child, ended };
}

const grade = (...args: string[]) => start(args).ended;

const run = (out: string, ...more: string[]) => [
	...["run", "--submissions", inWork("submissions"), "--out", inWork(out), "--only", "02"],
	...more,
];

const until = async (path: string) => {
	while (!(await stat(path).catch(() => undefined))) await delay(20);
};

describe("grade run on the command line", () => {
	it("grades, sums up, regrades to the same and takes an override", async () => {
		const graded = await grade(...run("class", "--json"));
		expect(graded.code).toBe(0);
		const summary = JSON.parse(graded.said.split("\n").find((line) => line.startsWith("{"))!);
		expect(summary).toMatchObject({ isolation: "bubblewrap", meanGrade: 10, needsPerson: false });

		const again = await grade("regrade", "--out", inWork("class"));
		expect(again.code).toBe(0);
		expect(again.said).toContain("No result changes.");

		const student = generateSubmissions(24).find(({ kind }) => kind === "right")!.student;
		const out = ["--out", inWork("class"), "--student", student];
		const override = await grade("override", ...out, "--points", "7.5", "--why", "oral exam");
		expect(override).toMatchObject({ code: 0, said: expect.stringContaining("7.5 of 10") });
		expect(await readFile(join(inWork("class"), "gradebook.csv"), "utf8")).toContain("oral exam");
	}, 300_000);

	it("lets a second run on the same folder wait, and stops in good order when it is told to", async () => {
		const first = start(run("shared"));
		await until(join(inWork("shared"), "lock"));
		const second = await grade(...run("shared"));
		expect(second.code).toBe(2);
		expect(second.said).toContain(`process ${first.child.pid} of this machine, is working on`);
		first.child.kill("SIGTERM");
		const stopped = await first.ended;
		expect(stopped.code).toBe(1);
		expect(stopped.said).toContain("the same command goes on");
		expect(await stat(join(inWork("shared"), "lock")).catch(() => "gone")).toBe("gone");
	});

	it("does not grade without isolation, and says what to install", async () => {
		const { code, said } = await start(run("unsafe"), inWork("no-programs")).ended;
		expect(code).toBe(2);
		expect(said).toMatch(/apt.* install bubblewrap/);
		expect(said).toContain("--unsafe");
		expect(said).not.toMatch(/^\s+at /m);
	});

	it("refuses what makes no sense with exit code 2 and no trace of its own code", async () => {
		await mkdir(inWork("empty"));
		await writeFile(inWork("roster.csv"), "colour,shape\nred,round\n");
		for (const wrong of [
			["--seed", "soon"],
			["--deadline", "tomorrow"],
			["--roster", inWork("roster.csv")],
			["--submissions", inWork("empty")],
			["--submissions", inWork("nowhere")],
			["--out", join(inWork("roster.csv"), "out")],
		]) {
			const { code, said } = await grade(...run("wrong"), ...wrong);
			expect([wrong, code]).toEqual([wrong, 2]);
			expect(said).not.toMatch(/^\s+at /m);
		}
	});

	it("says that there is no Redis, before it reads anything", async () => {
		const redis = ["--redis", "redis://127.0.0.1:1"];
		const submit = await grade("submit", ...run("queued").slice(1), ...redis);
		const worker = await grade("worker", ...redis);
		for (const { code, said } of [submit, worker]) {
			expect(code).toBe(2);
			expect(said).toMatch(/There is no Redis at redis:\/\/127\.0\.0\.1:1: .*ECONNREFUSED/);
		}
	});
});
