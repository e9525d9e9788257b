import { mkdir, mkdtemp, readdir, readFile, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { changeProgress, readProgress } from "../../../src/course/progress/progress-file";
import {
	recordAnswer,
	recordAttempt,
	recordHint,
	recordSolution,
} from "../../../src/course/progress/record";
import { sampleLesson } from "../checking/sample-exercise";

const { id } = sampleLesson;
let folder: string;
let file: string;

beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), "progress-"));
	file = join(folder, "state", "progress.json");
	process.env.ATTENTION_LAB_STATE = join(folder, "state");
});
afterEach(async () => {
	delete process.env.ATTENTION_LAB_STATE;
	await rm(folder, { recursive: true });
});

const oneMore = (exercise = id) =>
	changeProgress(exercise, (before) => ({ ...before, attempts: before.attempts + 1 }));

describe("progress", () => {
	it("is nothing where there is no file, and no file is made for that", async () => {
		expect(await readProgress()).toEqual({ progress: { version: 1, exercises: {} }, notes: [] });
		expect(await readdir(folder)).toEqual([]);
	});

	it("keeps attempts, the best points, and the first time that all were reached", async () => {
		await recordAttempt(sampleLesson, { points: 7, passed: false });
		await recordAttempt(sampleLesson, { points: 10, passed: true });
		const first = (await readProgress()).progress.exercises[id];
		await recordAttempt(sampleLesson, { points: 3, passed: false });
		await recordAttempt(sampleLesson, { points: 10, passed: true });
		const last = (await readProgress()).progress.exercises[id];
		expect(last).toEqual({ ...first, attempts: 4, bestPoints: 10 });
		expect(first?.passedAt).toMatch(/^\d{4}-\d\d-\d\dT/);
	});

	it("keeps hints, the solution, giving up, and the last answer to each question", async () => {
		await recordHint(sampleLesson, 2);
		await recordHint(sampleLesson, 1);
		await recordSolution(sampleLesson, true);
		await recordSolution(sampleLesson, false);
		await recordAnswer(sampleLesson, 1, { choice: 3, right: false });
		await recordAnswer(sampleLesson, 1, { choice: 2, right: true });
		expect((await readProgress()).progress.exercises[id]).toMatchObject({
			hintsTaken: 2,
			solutionSeenAt: expect.any(String),
			gaveUpAt: expect.any(String),
			quiz: { 1: { choice: 2, right: true } },
		});
	});

	it("loses no record when several write at once", async () => {
		await Promise.all(Array.from({ length: 25 }, (_, i) => oneMore(i % 2 ? id : "another")));
		const { exercises } = (await readProgress()).progress;
		expect(exercises[id]?.attempts).toBe(12);
		expect(exercises.another?.attempts).toBe(13);
		expect(await readdir(join(folder, "state"))).toEqual(["progress.json"]);
	});

	it("takes over the lock of a process that died", async () => {
		await oneMore();
		const lock = `${file}.lock`;
		await writeFile(lock, "a process that is no more");
		const longAgo = new Date(Date.now() - 60_000);
		await utimes(lock, longAgo, longAgo);
		expect((await oneMore()).notes).toEqual([]);
		expect((await readProgress()).progress.exercises[id]?.attempts).toBe(2);
	});

	it.each([
		["half of a file", '{"version":1,"exercises":{"02-sof'],
		["something else", '{"version":1,"exercises":{"02-softmax":{"attempts":-1}}}'],
		["of a later version", '{"version":2}'],
		["empty", ""],
	])("that is %s is set aside, kept, and told", async (_, text) => {
		await oneMore();
		await writeFile(file, text);
		const { progress, notes } = await oneMore();
		expect(progress.exercises[id]?.attempts).toBe(1);
		const [aside] = (await readdir(join(folder, "state"))).filter((name) =>
			/^progress\.json\.damaged-[-\dTZ.]+$/.test(name),
		);
		expect(await readFile(join(folder, "state", aside!), "utf8")).toBe(text);
		expect(notes).toEqual([expect.stringContaining(aside!)]);
		expect((await readProgress()).notes).toEqual([]);
	});

	it("that cannot be saved is told, with what to do, and nothing is thrown", async () => {
		await writeFile(join(folder, "state"), "a file where the folder should be");
		const { progress, notes } = await recordAttempt(sampleLesson, { points: 5, passed: false });
		expect(progress.exercises[id]?.bestPoints).toBe(5);
		expect(notes.join()).toMatch(/could not be saved in .*ATTENTION_LAB_STATE/);
	});

	it("that cannot be read is not overwritten", async () => {
		await mkdir(file, { recursive: true }); // a folder where the file should be
		const { notes } = await oneMore();
		expect(notes.join()).toMatch(/could not be saved/);
		expect(await readdir(join(folder, "state"))).toEqual(["progress.json"]);
	});
});
