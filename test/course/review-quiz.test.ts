import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { answer, lessons, reviewQuiz } from "../../src/course";
import { changeProgress } from "../../src/course/progress/progress-file";

let folder: string;
beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), "review-"));
	process.env.ATTENTION_LAB_STATE = folder;
});
afterEach(async () => {
	delete process.env.ATTENTION_LAB_STATE;
	await rm(folder, { recursive: true });
});

/** The lesson and number of each question of a sheet, as its lines say. */
async function sheet(options?: Parameters<typeof reviewQuiz>[0]): Promise<string[]> {
	const text = `${await reviewQuiz(options)}`;
	return [...text.matchAll(/await answer\("([\w-]+)", (\d+), ""\)/g)].map(
		([, lesson, number]) => `${lesson} ${number}`,
	);
}

const seeds = Array.from({ length: 60 }, (_, seed) => seed);
const wrongChoice = (lesson: (typeof lessons)[number], question: number) => {
	const index = lesson.quiz[question - 1]!.choices.findIndex(({ right }) => !right);
	return "abcdef"[index]!;
};

describe("reviewQuiz", () => {
	it("asks about every lesson, and half as many questions more, none twice", async () => {
		const questions = await sheet();
		expect(questions).toHaveLength(Math.round(1.5 * lessons.length));
		expect(new Set(questions).size).toBe(questions.length);
		const asked = new Set(questions.map((question) => question.split(" ")[0]));
		expect([...asked].sort()).toEqual(lessons.map(({ id }) => id));
	});

	it("draws the same sheet for the same seed, and others for others", async () => {
		expect(await sheet({ seed: 3 })).toEqual(await sheet({ seed: 3 }));
		const different = await Promise.all(seeds.map(async (seed) => `${await sheet({ seed })}`));
		expect(new Set(different).size).toBeGreaterThan(50);
	});

	it("draws what was answered wrong far more often, and puts it first", async () => {
		const lesson = lessons[2]!;
		const count = async () => {
			const sheets = await Promise.all(seeds.map((seed) => sheet({ seed, questions: 3 })));
			return {
				drawn: sheets.filter((questions) => questions.includes(`${lesson.id} 1`)).length,
				first: sheets.filter((questions) => questions[0] === `${lesson.id} 1`).length,
			};
		};
		const before = await count();
		await answer(lesson.id, 1, wrongChoice(lesson, 1));
		const after = await count();
		expect(after.drawn).toBeGreaterThan(1.5 * before.drawn);
		expect(after.first).toBe(after.drawn);
	});

	it("asks more about lessons whose exercise gave trouble", async () => {
		const id = lessons[5]!.id;
		const count = async () => {
			const sheets = await Promise.all(seeds.map((seed) => sheet({ seed, questions: 4 })));
			return sheets.flat().filter((question) => question.startsWith(id)).length;
		};
		const before = await count();
		await changeProgress(id, (kept) => ({ ...kept, attempts: 5, bestPoints: 3 }));
		expect(await count()).toBeGreaterThan(1.2 * before);
	});

	it("asks everything there is when more is wanted", async () => {
		const all = lessons.reduce((sum, { quiz }) => sum + quiz.length, 0);
		expect(await sheet({ questions: 10_000 })).toHaveLength(all);
	});

	it.each([0, -1, 1.5, Number.NaN])("refuses %d questions", async (questions) => {
		await expect(reviewQuiz({ questions })).rejects.toThrow("it must be a whole number");
	});
});
