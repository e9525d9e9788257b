import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findLesson } from "../../src/course/find-lesson";
import {
	type Browser,
	expectOnlyLocal,
	isSaved,
	kernelIs,
	openBrowser,
	press,
	typeOver,
} from "./browser";
import { type Lab, startLab } from "./lab";

const { exercise, title } = findLesson("02-softmax");
const columns = exercise.misconceptions.find(({ id }) => id.includes("column"))!;

/** Softmax over columns instead of rows: a mistake that people really make. */
const overColumns = `
import { type Matrix, type Vector } from "attention-lab";

export function softmax(scores: Vector): number[] {
	const highest = scores.reduce((a, b) => Math.max(a, b));
	const powers = scores.map((score) => Math.exp(score - highest));
	const total = powers.reduce((a, b) => a + b);
	return powers.map((power) => power / total);
}

export function softmaxRows(scores: Matrix): number[][] {
	const columns = scores[0]!.map((_, j) => softmax(scores.map((row) => row[j]!)));
	return scores.map((_, i) => columns.map((column) => column[i]!));
}
`;

let lab: Lab;
let browser: Browser;
let page: Page;
beforeAll(async () => {
	lab = await startLab();
	browser = await openBrowser();
	page = await browser.open(lab, "02-softmax");
});
afterAll(async () => {
	await browser.close();
	await lab.remove();
});

const listed = () => page.locator('.lesson[href="#02-softmax"]');
const checkCell = () => page.locator(".jp-CodeCell", { hasText: 'await check("02-softmax")' });
const verdict = () => checkCell().locator(".jp-OutputArea-output").last();

// one learner, one lesson, from top to bottom: every test goes on where the last one ended
describe("lesson 02-softmax in the page", () => {
	it("runs from top to bottom without an error", async () => {
		expect(await listed().textContent()).toContain(title);
		expect(await listed().textContent()).toContain("Not started");
		await press(page, "Run all");
		const last = page.locator(".jp-CodeCell").last();
		await expect
			.poll(() => last.locator(".jp-OutputArea-output").count(), { timeout: 30_000 })
			.toBeGreaterThan(0);
		await kernelIs(page, "ready");
		const errors = page.locator(
			'[data-mime-type="application/vnd.jupyter.error"], [data-mime-type="application/vnd.jupyter.stderr"]',
		);
		expect(await errors.allTextContents()).toEqual([]);
	});

	it("draws figures with a description, a slider that works without the kernel, and a data table", async () => {
		const figure = page.locator("figure.figure", { has: page.locator(".slider-container") }).last();
		await figure.scrollIntoViewIfNeeded();
		expect((await figure.getAttribute("aria-label"))?.length).toBeGreaterThan(40);
		const bars = () =>
			figure
				.locator(".bars .point path")
				.evaluateAll((paths) => paths.map((path) => path.getAttribute("d")));
		const before = await bars();
		await figure.locator(".slider-rail-touch-rect").click({ position: { x: 5, y: 5 } });
		await expect.poll(bars).not.toEqual(before);
		await figure.getByText("Data table").click();
		expect(await figure.locator("tbody tr").count()).toBeGreaterThan(3);
	});

	it("typesets its formulas", async () => {
		expect(await page.locator("mjx-container").count()).toBeGreaterThan(5);
	});

	it("names the mistake in a wrong exercise, as soon as it is typed", async () => {
		await press(page, "Exercise");
		await typeOver(page, "#exercise .cm-content", overColumns);
		await press(page, "Check"); // at once: what is checked is what is on the screen
		await expect.poll(() => verdict().textContent()).toContain(columns.title);
		await expect.poll(() => listed().textContent()).toMatch(/\d+ of \d+ points/);
		expect(await listed().textContent()).not.toContain("Done");
	});

	it("sees the right one pass, and the lesson done", async () => {
		const solution = await readFile(join(lab.root, "solutions", "02-softmax.ts"), "utf8");
		await typeOver(page, "#exercise .cm-content", solution);
		await page.keyboard.press("Control+Enter"); // the same cell, without leaving the exercise
		const { points } = exercise;
		await expect.poll(() => verdict().textContent()).toContain(`${points} of ${points} points`);
		await expect
			.poll(() => listed().textContent())
			.toContain(`Done, ${points} of ${points} points`);
		await expect.poll(() => listed().textContent()).toContain("✓");
	});

	it("opens the solution only now, for reading", async () => {
		await page.getByRole("button", { name: "solutions/02-softmax.ts" }).click();
		const editor = page.locator("#exercise .cm-content");
		await expect.poll(() => editor.getAttribute("aria-readonly")).toBe("true");
		await page.getByRole("button", { name: "exercises/02-softmax.ts" }).click();
		await expect.poll(() => editor.getAttribute("aria-readonly")).not.toBe("true");
	});

	it("finds everything as it was after a reload", async () => {
		await isSaved(page);
		const before = await page.locator(".jp-OutputArea-output").count();
		await page.reload();
		await kernelIs(page, "ready");
		await expect.poll(() => page.locator(".jp-OutputArea-output").count()).toBe(before);
		expect(await verdict().textContent()).toContain(
			`${exercise.points} of ${exercise.points} points`,
		);
		expect(await page.locator("#exercise .cm-content").textContent()).toContain("softmaxRows");
		expect(await listed().textContent()).toContain("Done");
	});

	it("asked nobody outside of this machine for anything, and had no error of its own", () => {
		expectOnlyLocal(browser.requests);
		expect(browser.failures).toEqual([]);
	});
});
