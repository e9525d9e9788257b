import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { courseView } from "../../src/app/server/course-view";
import { findLesson } from "../../src/course/find-lesson";
import { recordAttempt, recordSolution } from "../../src/course/progress/record";
import { courseFolder } from "./course-folder";

async function course() {
	const root = await courseFolder();
	vi.stubEnv("ATTENTION_LAB_STATE", join(root, "state"));
	return { root, view: courseView(root), lesson: findLesson("02-softmax") };
}

describe("the course as the page sees it", () => {
	it("has a lesson go from open over started to done", async () => {
		const { view, lesson } = await course();
		const state = async () => (await view.lessons()).lessons.find(({ id }) => id === lesson.id);
		const maxPoints = lesson.exercise.points;
		expect(await state()).toMatchObject({
			id: "02-softmax",
			title: lesson.title,
			notebook: "notebooks/02-softmax.ipynb",
			exercise: "exercises/02-softmax.ts",
			state: "open",
			points: 0,
			maxPoints,
		});
		await recordAttempt(lesson, { points: 2, passed: false });
		expect(await state()).toMatchObject({ state: "started", points: 2 });
		await recordAttempt(lesson, { points: maxPoints, passed: true });
		expect(await state()).toMatchObject({ state: "done", points: maxPoints });
	});

	it("opens a solution after a pass, or when the learner gives up", async () => {
		const passed = await course();
		expect(await passed.view.solutionIsOpen("02-softmax")).toBe(false);
		await recordAttempt(passed.lesson, { points: passed.lesson.exercise.points, passed: true });
		expect(await passed.view.solutionIsOpen("02-softmax")).toBe(true);
		const givenUp = await course();
		await recordSolution(givenUp.lesson, true);
		expect(await givenUp.view.solutionIsOpen("02-softmax")).toBe(true);
	});

	it("lists the learner's own notebooks after the lessons", async () => {
		const { root, view } = await course();
		await writeFile(join(root, "notebooks", "a-try.ipynb"), "{}");
		const { lessons } = await view.lessons();
		expect(lessons.map(({ id, exercise }) => [id, exercise])).toEqual([
			["02-softmax", "exercises/02-softmax.ts"],
			["a-try", null],
		]);
	});

	it("says when progress cannot be read, and shows the lessons all the same", async () => {
		const { root, view, lesson } = await course();
		await recordAttempt(lesson, { points: 1, passed: false });
		await writeFile(join(root, "state", "progress.json"), "{ half");
		const { lessons, notes } = await view.lessons();
		expect(lessons).toHaveLength(1);
		expect(notes).toHaveLength(1);
	});

	it("is empty where there are no folders", async () => {
		const { root, view } = await course();
		await rm(join(root, "notebooks"), { recursive: true });
		expect((await view.lessons()).lessons).toEqual([]);
	});
});
