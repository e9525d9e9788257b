import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import {
	answer,
	check,
	closeJudge,
	hint,
	isSolutionOpen,
	nextExercise,
	progress,
	quiz,
	solution,
} from "../../src/course";
import { changeProgress } from "../../src/course/progress/progress-file";
import { projectRoot } from "../../src/project-root";

vi.setConfig({ testTimeout: 30_000 }); // the judge is a process, and the machine may be busy

const id = "02-softmax";
let folder: string;

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), "course-"));
	process.env.ATTENTION_LAB_STATE = folder;
});
afterAll(async () => {
	closeJudge();
	delete process.env.ATTENTION_LAB_STATE;
	delete process.env.ATTENTION_LAB_TIME_LIMIT;
	await rm(folder, { recursive: true });
});

/** What progress says of the exercise. */
const record = async () => (await progress()).lessons.find(({ exercise }) => exercise === id);

describe("check", () => {
	it("gives the solution all points, under its path in the course", async () => {
		const file = join(projectRoot, "solutions", `${id}.ts`);
		const verdict = await check(id, { file, seed: 11 });
		expect(verdict).toMatchObject({ passed: true, points: 10, maxPoints: 10, seed: 11 });
		expect(verdict.file).toBe(`solutions/${id}.ts`);
		expect(await record()).toMatchObject({ exercise: id, attempts: 0 });
	});

	it("records a check of the learner's own file as an attempt", async () => {
		const { points } = await check(id);
		expect(await record()).toMatchObject({ attempts: 1, points, state: "started" });
	});

	it("names what a well-known wrong answer did", async () => {
		const file = join(folder, "wrong.ts");
		await writeFile(
			file,
			`export const softmax = (scores: number[]) => {
				const shares = scores.map((score) => Math.exp(score));
				const total = shares.reduce((a, b) => a + b);
				return shares.map((share) => share / total);
			};
			export const softmaxRows = (rows: number[][]) => rows.map(softmax);`,
		);
		const verdict = await check(id, { file });
		expect(verdict.passed).toBe(false);
		expect(verdict.file).toBe(file);
		const failed = verdict.tests.filter(({ status }) => status === "failed");
		expect(failed.map(({ misconception }) => misconception)).toContain("no-max-subtraction");
		expect(failed[0]?.message).toMatch(/NaN/);
		expect(String(verdict)).toContain("This is what you get from:");
	});

	it("says what a loop without end did, and gives points for what came before it", async () => {
		process.env.ATTENTION_LAB_TIME_LIMIT = "1.5";
		const file = join(folder, "loop.ts");
		await writeFile(
			file,
			`export * from ${JSON.stringify(join(folder, "helper"))};
			export const softmaxRows = () => { for (;;) {} };`,
		);
		await writeFile(
			join(folder, "helper.ts"),
			`export const softmax = (scores: number[]) => {
				const highest = scores.reduce((a, b) => Math.max(a, b));
				const shares = scores.map((score) => Math.exp(score - highest));
				const total = shares.reduce((a, b) => a + b);
				return shares.map((share) => share / total);
			};`,
		);
		const verdict = await check(id, { file });
		delete process.env.ATTENTION_LAB_TIME_LIMIT;
		expect(verdict.points).toBeGreaterThan(0);
		const [first, second] = verdict.tests.filter(({ points }) => points === 0);
		expect(first?.status).toBe("error");
		expect(first?.message).toContain(
			`“${first?.name}” did not come to an end within 1.5 s: a loop probably runs for ever.`,
		);
		expect(second).toMatchObject({ status: "skipped", message: "This was not reached." });
		expect(String(verdict)).toContain("a loop probably runs for ever");
	});

	it("accepts the number or the name alone, and suggests what comes near", async () => {
		for (const short of ["02", "2", "softmax", "02-softmax.ts"])
			expect(String(quiz(short))).toContain("Quiz");
		await expect(check("sofmax")).rejects.toThrow(
			'There is no exercise "sofmax". Did you mean 02-softmax?',
		);
		await expect(check("quantum")).rejects.toThrow(/The exercises are .*02-softmax/);
	});

	it("refuses a file that is not there and a seed that is none", async () => {
		await expect(check(id, { file: "no-such.ts" })).rejects.toThrow(/There is no file no-such\.ts/);
		await expect(check(id, { seed: -1 })).rejects.toThrow(/The seed is -1: it must be/);
	});
});

describe("hints", () => {
	it("climb from the idea to almost the code, and are counted", async () => {
		const shown = [];
		for (let i = 0; i < 5; i++) shown.push(String(await hint(id)));
		expect(shown[0]).toContain("Hint 1 of 4, the idea:");
		expect(shown[1]).toContain("Hint 2 of 4, the shapes:");
		expect(shown[3]).toContain("Hint 4 of 4, almost the code:");
		for (const n of [1, 2, 3, 4]) expect(shown[4]).toContain(`Hint ${n} of 4`);
		expect((await record())?.hintsTaken).toBe(4);
	});

	it("can be asked for by number", async () => {
		expect(String(await hint(id, 2))).toContain("Hint 2 of 4");
		await expect(hint(id, 5)).rejects.toThrow(
			"02-softmax has the hints 1 to 4; there is no hint 5.",
		);
	});
});

describe("the solution", () => {
	it("is closed at first, and says what opens it", async () => {
		expect(await isSolutionOpen(id)).toBe(false);
		await expect(solution(id)).rejects.toThrow(/opens when your own code has passed/);
	});

	it("opens when the learner gives up, which is recorded", async () => {
		expect(String(await solution(id, { giveUp: true }))).toContain("export function softmax");
		expect(await isSolutionOpen(id)).toBe(true);
		expect(await record()).toMatchObject({ gaveUp: true, state: "started" });
	});

	it("opens with a pass, which is no giving up", async () => {
		await rm(join(folder, "progress.json"));
		await changeProgress(id, (before) => ({ ...before, passedAt: new Date().toISOString() }));
		expect(String(await solution(id))).toContain("export function softmax");
		expect(await record()).toMatchObject({ gaveUp: false, state: "done" });
		expect(await nextExercise()).not.toBe(id);
	});
});

describe("the quiz", () => {
	it("shows questions and choices, and tells how to answer", () => {
		expect(String(quiz(id))).toMatch(/1\. .+\n\n\(a\) /s);
		expect(String(quiz(id))).toContain('await answer("02-softmax", 1, "a")');
	});

	it("says why a choice is right or wrong, and records it", async () => {
		const answers = await Promise.all(["a", "b", "c"].map((choice) => answer(id, 1, choice)));
		expect(answers.filter((shown) => shown.title.startsWith("✓ Right"))).toHaveLength(1);
		for (const letter of ["a", "b", "c"]) await answer(id, 1, letter);
		const right = "abc"[answers.findIndex((shown) => shown.title.startsWith("✓ Right"))]!;
		await answer(id, 1, right.toUpperCase());
		expect((await record())?.quiz).toMatchObject({ right: 1 });
	});

	it("refuses questions and choices that are not there", async () => {
		await expect(answer(id, 9, "a")).rejects.toThrow(/there is no question 9/);
		await expect(answer(id, 1, "z")).rejects.toThrow(/there is no choice "z"/);
	});
});
