import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import {
	type Browser,
	cell,
	expectOnlyLocal,
	isSaved,
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
afterEach(async () => {
	for (const page of browser.context.pages().slice(1)) await page.close();
});
afterAll(async () => {
	expectOnlyLocal(browser.requests);
	expect(browser.failures).toEqual([]);
	await browser.close();
	await lab.remove();
});

describe("running cells", () => {
	it("shows results, prints, and errors with the learner's own line", async () => {
		await lab.addNotebook("results", [
			"const x: number = 20;\nx + 22",
			'console.log("printed \\u001b[31mred\\u001b[0m")',
			'const y: number = "text";',
			'throw new RangeError("too far")',
		]);
		const page = await browser.open(lab, "results");
		for (const i of [0, 1, 2, 3]) {
			await runCell(page, i);
			await output(page, i).first().waitFor();
		}
		expect(await output(page, 0).textContent()).toContain("42");
		expect(await output(page, 1).locator(".ansi-red-fg").textContent()).toBe("red");
		expect(await output(page, 2).textContent()).toMatch(/const y: number = "text";[\s\S]*\^/);
		expect(await output(page, 3).textContent()).toContain("RangeError: too far");
	});

	it("runs a cell whose key was pressed while the kernel was still starting", async () => {
		await lab.addNotebook("early", ["6 * 7"]);
		const page = await browser.context.newPage();
		await page.goto(`${lab.url}#early`);
		await cell(page, 0).waitFor();
		await runCell(page, 0);
		expect(await output(page, 0).first().textContent()).toContain("42");
		await page.close();
	});

	it("shows all of 10,000 printed lines, in order", async () => {
		await lab.addNotebook("lines", ["for (let i = 0; i < 10000; i++) console.log('line ' + i);"]);
		const page = await browser.open(lab, "lines");
		await runCell(page, 0);
		await expect
			.poll(async () => (await output(page, 0).textContent())?.includes("line 9999"), {
				timeout: 20_000,
			})
			.toBe(true);
		const lines = ((await output(page, 0).textContent()) ?? "").trimEnd().split("\n");
		expect(lines).toEqual(Array.from({ length: 10_000 }, (_, i) => `line ${i}`));
		await kernelIs(page, "ready");
	});

	it("interrupts a busy loop at once and keeps the variables", async () => {
		await lab.addNotebook("loop", [
			"const kept = 41;",
			"console.log('begun'); while (true) {}",
			"kept + 1",
		]);
		const page = await browser.open(lab, "loop");
		await runCell(page, 0);
		await runCell(page, 1);
		await expect.poll(() => output(page, 1).textContent()).toContain("begun");
		await press(page, "Interrupt");
		await kernelIs(page, "ready");
		await runCell(page, 2);
		await expect.poll(() => output(page, 2).textContent()).toContain("42");
	});

	it("restarts after asking, and forgets the variables", async () => {
		await lab.addNotebook("restart", ["const forgotten = 1;", "typeof forgotten"]);
		const page = await browser.open(lab, "restart");
		await runCell(page, 0);
		await kernelIs(page, "ready");
		await press(page, "Restart");
		const dialog = page.getByRole("dialog");
		expect(await dialog.textContent()).toContain("All variables are forgotten");
		await dialog.getByRole("button", { name: "Restart" }).click();
		await kernelIs(page, "wait");
		await kernelIs(page, "ready");
		await runCell(page, 1);
		await expect
			.poll(() => output(page, 1).textContent())
			.toMatch(/Cannot find name 'forgotten'|undefined/);
	});

	it("says plainly that a killed kernel was restarted, and goes on", async () => {
		await lab.addNotebook("killed", ["process.pid", "6 * 7"]);
		const page = await browser.open(lab, "killed");
		await runCell(page, 0);
		await expect.poll(() => output(page, 0).textContent()).toMatch(/\d+/);
		process.kill(Number(await output(page, 0).textContent()), "SIGKILL");
		const dialog = page.getByRole("dialog");
		await dialog.waitFor();
		expect(await dialog.textContent()).toMatch(
			/ended unexpectedly.*Your text and the outputs are still here/s,
		);
		await dialog.getByRole("button").click();
		await kernelIs(page, "ready");
		await runCell(page, 1);
		await expect.poll(() => output(page, 1).textContent()).toContain("42");
	});

	it("a tab closed during a run loses nothing that was saved, and finds its variables again", async () => {
		await lab.addNotebook("closed", [
			"const before = 1; before",
			"await new Promise<void>((resolve) => setTimeout(resolve, 1500)); var after = 42;",
			"after",
		]);
		const page = await browser.open(lab, "closed");
		await runCell(page, 0);
		await expect.poll(() => output(page, 0).textContent()).toContain("1");
		await isSaved(page);
		await runCell(page, 1);
		await kernelIs(page, "busy");
		await page.close();
		const saved = await readFile(join(lab.root, "notebooks", "closed.ipynb"), "utf8");
		expect(JSON.parse(saved).cells[0].outputs).toHaveLength(1);
		const again = await browser.open(lab, "closed");
		expect(await output(again, 0).textContent()).toContain("1");
		await runCell(again, 2);
		await expect.poll(() => output(again, 2).textContent()).toContain("42");
	});
});

describe("help while typing", () => {
	it("completes with Tab and explains with Shift Tab", async () => {
		await lab.addNotebook("help", ["const numbers = [1, 2, 3];\nnumbers.ma"]);
		const page = await browser.open(lab, "help");
		await cell(page, 0).locator(".cm-content").click();
		await page.keyboard.press("Control+End");
		await page.keyboard.press("Tab");
		await page.locator(".jp-Completer").getByText("map", { exact: true }).waitFor();
		await page.keyboard.press("Enter");
		const source = cell(page, 0).locator(".cm-content");
		await expect.poll(() => source.textContent()).toContain("numbers.map");
		await page.keyboard.press("Shift+Tab");
		await page.locator(".jp-Tooltip").waitFor();
		expect(await page.locator(".jp-Tooltip").textContent()).toContain("map");
	});

	it("works by keyboard alone: commands, a new cell, run", async () => {
		await lab.addNotebook("keys", ["1"]);
		const page = await browser.open(lab, "keys");
		await cell(page, 0).locator(".cm-content").click();
		await page.keyboard.press("Escape");
		await page.keyboard.press("b");
		await page.keyboard.press("Enter");
		await page.keyboard.type("6 * 7");
		await page.keyboard.press("Shift+Enter");
		await expect.poll(() => output(page, 1).textContent()).toContain("42");
		await page.keyboard.press("Escape");
		const cells = await page.locator(".jp-Notebook .jp-Cell").count();
		await page.keyboard.press("d");
		await page.keyboard.press("d");
		expect(await page.locator(".jp-Notebook .jp-Cell").count()).toBe(cells - 1);
	});
});
