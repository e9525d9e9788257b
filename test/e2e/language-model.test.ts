import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { parseNotebook } from "../../src/notebook/parse-notebook";
import {
	type Browser,
	expectOnlyLocal,
	kernelIs,
	openBrowser,
	output,
	press,
	runCell,
} from "./browser";
import { type Lab, startLab } from "./lab";

let lab: Lab;
let browser: Browser;
beforeAll(async () => {
	lab = await startLab();
	browser = await openBrowser();
});
afterAll(async () => {
	expect(browser.failures).toEqual([]);
	expectOnlyLocal(browser.requests);
	await browser.close();
	await lab.remove();
});

it("a model trains live in the page, is stopped, writes, and trains on", async () => {
	const path = join(lab.root, "notebooks", "16-language-model.ipynb");
	const text = await readFile(path, "utf8");
	await writeFile(path, text.replace("steps: 240,", "steps: 600,"));
	const { cells } = parseNotebook(text, path);
	const at = (id: string) => cells.findIndex((cell) => cell.id === id);

	const page = await browser.open(lab, "16-language-model");
	for (const id of ["predict", "settings", "text", "split", "bigram", "model", "prepare"]) {
		await runCell(page, at(id));
		await kernelIs(page, "busy").catch(() => {});
		await kernelIs(page, "ready");
	}
	const status = output(page, at("train")).nth(1);
	await runCell(page, at("train"));
	await expect.poll(() => status.textContent()).toMatch(/Step \d+ of 600, about \d+ s left/);
	await press(page, "Interrupt");
	await kernelIs(page, "ready");

	await runCell(page, at("write"));
	await expect.poll(() => output(page, at("write")).textContent()).toMatch(/^CHAPTER 1\. L/);
	await kernelIs(page, "ready");

	await runCell(page, at("train"));
	await expect
		.poll(() => status.textContent(), { timeout: 60_000 })
		.toMatch(/Step 600 of 600, about 0 s left/);
	const figure = output(page, at("train")).first();
	await expect
		.poll(() => figure.locator(".legendtext").allTextContents())
		.toEqual(["training", "validation"]);
	await expect
		.poll(() => figure.locator(".scatterlayer .trace").first().locator(".point").count())
		.toBe(12);
}, 180_000);
