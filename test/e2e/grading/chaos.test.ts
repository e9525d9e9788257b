import { type ChildProcess, spawn } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { setTimeout as delay } from "node:timers/promises";
import { createRandom } from "attention-lab";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import type { StudentResult } from "../../../src/grading/student-result";
import { projectRoot } from "../../../src/project-root";
import {
	type GeneratedSubmission,
	generateSubmissions,
	writeSubmissions,
} from "../../grading/generate-submissions";
import { startRedis } from "./start-redis";

const count = Number(process.env.ATTENTION_LAB_CHAOS ?? 1000);
const kills = 20;
const limits = "callSeconds=1,jobSeconds=3,restarts=1"; // endless loops are not what takes the time here
const outputs = ["results.json", "gradebook.json", "gradebook.csv", "intake.json"];

let work: string;
let submissions: string;
let generated: readonly GeneratedSubmission[];
let undisturbed: string[];

beforeAll(async () => {
	work = await mkdtemp(join(tmpdir(), "attention-lab-chaos-"));
	submissions = join(work, "submissions");
	generated = generateSubmissions(count);
	await mkdir(submissions);
	await writeSubmissions(submissions, generated);
	await ended(start(["run", ...options("undisturbed")]));
	undisturbed = await outputsOf("undisturbed");
}, 600_000);

afterAll(() => rm(work, { recursive: true, force: true }));

const options = (out: string) => [
	...["--submissions", submissions, "--out", join(work, out), "--only", "02"],
	...["--seed", "20261121", "--limits", limits],
];

const outputsOf = (out: string) =>
	Promise.all(outputs.map((name) => readFile(join(work, out, name), "utf8")));

/** Starts a command of the grader. */
function start(args: readonly string[]): ChildProcess {
	return spawn(
		process.execPath,
		[join(projectRoot, "src", "cli", "attention-lab.js"), "grade", ...args],
		{ stdio: ["ignore", "ignore", "pipe"] },
	);
}

/** Waits for the end; 1, somebody has to look, is as good as 0. */
async function ended(child: ChildProcess): Promise<void> {
	let said = "";
	child.stderr?.on("data", (text) => {
		said += text;
	});
	const code = await new Promise((resolve) => child.once("close", resolve));
	if (code !== 0 && code !== 1) throw new Error(`exit code ${code}: ${said}`);
}

async function killed(child: ChildProcess): Promise<void> {
	const gone = new Promise((resolve) => child.once("close", resolve));
	child.stderr?.resume();
	child.kill("SIGKILL");
	await gone;
}

const sizeOf = (path: string) =>
	stat(path).then(
		({ size }) => size,
		() => 0,
	);

/** Waits until a file has grown by so many bytes, or for so long. */
async function grown(path: string, bytes: number, milliseconds: number): Promise<void> {
	const before = await sizeOf(path);
	for (const end = Date.now() + milliseconds; Date.now() < end; await delay(20))
		if ((await sizeOf(path)) - before >= bytes) return;
}

describe(`a class of ${count}`, () => {
	it("gets what each has earned", () => {
		const results: StudentResult[] = JSON.parse(undisturbed[0]!);
		const points = (kind: GeneratedSubmission["kind"]) =>
			generated.flatMap((one, i) => (one.kind === kind ? results[i]!.points : []));
		expect(results.map(({ student }) => student)).toEqual(generated.map(({ student }) => student));
		expect(new Set(points("right"))).toEqual(new Set([10]));
		for (const some of points("misconception")) expect(some).toBeLessThan(10);
		for (const kind of ["broken", "hostile", "endless"] as const)
			expect(points(kind).filter((some) => some > 0 && kind !== "endless")).toEqual([]);
		expect(results.filter(({ state }) => state === "infra-error")).toEqual([]);
	});

	it(`is graded to the same bytes when the grader is killed ${kills} times`, async () => {
		const random = createRandom(7);
		const journal = join(work, "killed", "journal.jsonl");
		const share = (await sizeOf(join(work, "undisturbed", "journal.jsonl"))) / kills;
		for (let i = 0; i < kills; i++) {
			const run = start(["run", ...options("killed")]);
			// at any moment of its start, or after some verdicts
			if (i % 3 === 0) await delay(random.uniform(0, 2500));
			else await grown(journal, random.uniform(0, 2 * share), 60_000);
			await killed(run);
		}
		await ended(start(["run", ...options("killed")]));
		expect(await outputsOf("killed")).toEqual(undisturbed);
	}, 600_000);

	it("is graded to the same bytes in four shards", async () => {
		const shards = [1, 2, 3, 4].map((n) => join(work, `shard-${n}`));
		for (const n of [1, 2, 3, 4])
			await ended(start(["run", ...options(`shard-${n}`), "--shard", `${n}/4`]));
		await ended(start(["merge", "--out", join(work, "merged"), ...shards]));
		expect(await outputsOf("merged")).toEqual(undisturbed);
	}, 600_000);

	it("is graded to the same bytes by two workers of a queue that are killed", async () => {
		const redis = await startRedis();
		const newWorker = () => start(["worker", "--redis", redis, "--jobs", "1", "--lock", "4"]);
		const workers = [newWorker(), newWorker()];
		onTestFinished(async () => void (await Promise.all(workers.map(killed))));
		const submit = ended(start(["submit", "--redis", redis, ...options("submitted")]));
		const journal = join(work, "submitted", "journal.jsonl");
		const share = (await sizeOf(join(work, "undisturbed", "journal.jsonl"))) / 8;
		for (let i = 0; i < 4; i++) {
			await Promise.race([submit, grown(journal, share, 60_000)]);
			await killed(workers[i % 2]!);
			workers[i % 2] = newWorker();
		}
		await submit;
		expect(await outputsOf("submitted")).toEqual(undisturbed);
	}, 600_000);
});
