import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import {
	type Browser,
	cell,
	expectOnlyLocal,
	isSaved,
	openBrowser,
	output,
	press,
	runCell,
	typeOver,
} from "./browser";
import { type Lab, startLab } from "./lab";

let lab: Lab;
let browser: Browser;
const exercise = () => join(lab.root, "exercises", "02-softmax.ts");
const notebook = (name: string) => join(lab.root, "notebooks", `${name}.ipynb`);
const editor = "#exercise .cm-content";

beforeAll(async () => {
	lab = await startLab();
	browser = await openBrowser();
});
afterEach(async () => {
	for (const page of browser.context.pages().slice(1)) await page.close();
});
afterAll(async () => {
	expectOnlyLocal(browser.requests);
	await browser.close();
	await lab.remove();
});

/** The lesson with the exercise beside it. */
async function openExercise(): Promise<Page> {
	const page = await browser.open(lab, "02-softmax");
	if (!(await page.locator("#exercise").isVisible())) await press(page, "Exercise");
	await page.locator(editor).waitFor();
	return page;
}
const onDisk = (path: string) => expect.poll(() => readFile(path, "utf8"), { timeout: 10_000 });

describe("what is typed", () => {
	it("is saved by itself, and is there after a reload", async () => {
		const page = await openExercise();
		await typeOver(page, editor, "// typed in the page\n");
		await onDisk(exercise()).toBe("// typed in the page\n");
		await isSaved(page);
		await page.reload();
		await expect.poll(() => page.locator(editor).textContent()).toContain("// typed in the page");
	});

	it("is saved even when the page is closed at once", async () => {
		const page = await openExercise();
		await typeOver(page, editor, "// the last words\n");
		await page.close();
		await onDisk(exercise()).toBe("// the last words\n");
	});

	it("is saved together with the outputs of a notebook, in canonical form", async () => {
		await lab.addNotebook("kept", ["6 * 7"]);
		const before = await readFile(notebook("kept"), "utf8");
		const page = await browser.open(lab, "kept");
		await isSaved(page);
		expect(await readFile(notebook("kept"), "utf8")).toBe(before);
		await runCell(page, 0);
		await expect.poll(() => output(page, 0).textContent()).toContain("42");
		await page.keyboard.press("Control+S");
		await isSaved(page);
		const saved = JSON.parse(await readFile(notebook("kept"), "utf8"));
		expect(saved.cells[0]).toMatchObject({ id: "cell-0", execution_count: 1, source: ["6 * 7"] });
		expect(saved.cells[0].metadata).toEqual({});
		expect(saved.metadata).toEqual(JSON.parse(before).metadata);
		await page.reload();
		await expect.poll(() => output(page, 0).textContent()).toContain("42");
	});

	it("goes to the right file when lessons are changed quickly", async () => {
		await lab.addNotebook("one", ["1"]);
		await lab.addNotebook("two", ["2"]);
		const page = await browser.open(lab, "one");
		await typeOver(page, ".jp-Notebook .cm-content", "'typed into one'");
		await page.evaluate("location.hash = 'two'");
		await expect.poll(() => cell(page, 0).locator(".cm-content").textContent()).toBe("2");
		expect(await readFile(notebook("one"), "utf8")).toContain("typed into one");
		expect(await readFile(notebook("two"), "utf8")).not.toContain("typed into one");
	});
});

describe("a file that another program changes", () => {
	it("is loaded again when nothing was typed here", async () => {
		const page = await openExercise();
		await writeFile(exercise(), "// from another editor\n");
		await expect.poll(() => page.locator(editor).textContent()).toContain("// from another editor");
		await isSaved(page);
	});

	it("is not overwritten: the learner chooses, and the other version is kept", async () => {
		const page = await openExercise();
		for (const choice of ["Keep mine", "Load theirs"]) {
			// both within the moment before the page saves
			await typeOver(page, editor, `// mine, ${choice}\n`);
			await writeFile(exercise(), `// theirs, ${choice}\n`);
			const notice = page.getByRole("alert");
			await notice.getByText("changed both here and by another program").waitFor();
			expect(await page.locator(".save-state").textContent()).toBe("Not saved");
			expect(await readFile(exercise(), "utf8")).toBe(`// theirs, ${choice}\n`);
			await notice.getByRole("button", { name: choice }).click();
			await isSaved(page);
			const [taken, left] = choice === "Keep mine" ? ["mine", "theirs"] : ["theirs", "mine"];
			expect(await readFile(exercise(), "utf8")).toBe(`// ${taken}, ${choice}\n`);
			await expect.poll(() => page.locator(editor).textContent()).toContain(`// ${taken}`);
			const folder = join(lab.root, ".attention-lab", "kept", "exercises");
			const names = (await readdir(folder)).sort();
			expect(await readFile(join(folder, names.at(-1)!), "utf8")).toBe(`// ${left}, ${choice}\n`);
		}
	});
});

describe("a file that another program damages", () => {
	it("is not opened over what is here: the learner can put it back", async () => {
		await lab.addNotebook("damaged", ["'mine'"]);
		const before = await readFile(notebook("damaged"), "utf8");
		const page = await browser.open(lab, "damaged");
		await isSaved(page);
		await writeFile(notebook("damaged"), "{ half a notebook");
		const notice = page.getByRole("alert");
		await notice.getByText("changed both here and by another program").waitFor();
		expect(await cell(page, 0).locator(".cm-content").textContent()).toBe("'mine'");
		await notice.getByRole("button", { name: "Keep mine" }).click();
		await onDisk(notebook("damaged")).toBe(before);
	});
});

describe("when saving is not possible", () => {
	it("says so and keeps the text in the page until it is", async () => {
		const page = await openExercise();
		const original = await readFile(exercise(), "utf8");
		await page.route("**/api/contents/exercises/*", (route) =>
			route.request().method() === "PUT"
				? route.fulfill({
						status: 507,
						json: { message: "The disk is full: exercises/02-softmax.ts was not saved." },
					})
				: route.continue(),
		);
		await typeOver(page, editor, "// not lost\n");
		const notice = page.getByRole("alert");
		await notice.getByText("The disk is full").waitFor();
		expect(await notice.textContent()).toContain("Your text is still in this page");
		expect(await readFile(exercise(), "utf8")).toBe(original);
		expect(await page.locator(editor).textContent()).toContain("// not lost");
		await page.unroute("**/api/contents/exercises/*");
		await notice.getByRole("button", { name: "Try again" }).click();
		await onDisk(exercise()).toBe("// not lost\n");
		await isSaved(page);
	});

	it("saves as soon as a lab that was stopped is started again", async () => {
		const page = await openExercise();
		expect(await lab.stop()).toBe(0);
		await typeOver(page, editor, "// while the lab was away\n");
		await page.getByRole("alert").getByText("The lab does not answer").waitFor();
		lab = await lab.startAgain();
		await onDisk(exercise()).toBe("// while the lab was away\n");
		await isSaved(page);
	});

	it.each([
		["no JSON", "{ half a notebook", "no JSON"],
		["of format 3", '{"nbformat": 3, "worksheets": []}', "format 3"],
	])("leaves a notebook that is %s as it is, and says what is wrong", async (_, source, words) => {
		await writeFile(notebook("broken"), source);
		const page = await browser.context.newPage();
		await page.goto(`${lab.url}#broken`);
		const notice = page.getByRole("alert");
		await notice.getByText(words).waitFor();
		expect(await notice.textContent()).toContain("notebooks/broken.ipynb");
		expect(await page.getByRole("dialog").count()).toBe(0);
		await page.keyboard.press("Control+S");
		await page.waitForTimeout(500);
		expect(await readFile(notebook("broken"), "utf8")).toBe(source);
		await rm(notebook("broken"));
	});
});
