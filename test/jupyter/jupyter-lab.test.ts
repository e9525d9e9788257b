import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { projectRoot } from "../../src/project-root";
import { type Browser, cell, expectOnlyLocal, openBrowser, output, runCell } from "../e2e/browser";
import { type JupyterLab, startJupyterLab } from "./jupyter-lab";

/** Some of the course; clients.test.ts runs all of it with nbclient, which takes far less time. */
const notebooks = readdirSync(join(projectRoot, "notebooks"))
	.filter((name) => /^(00|07|13|16).*\.ipynb$/.test(name))
	.map((name) => name.slice(0, -".ipynb".length));

let lab: JupyterLab;
let browser: Browser;
beforeAll(async () => {
	lab = await startJupyterLab();
	browser = await openBrowser();
});
afterAll(async () => {
	expectOnlyLocal(browser.requests);
	await browser.close();
	await lab.remove();
});

async function open(name: string): Promise<Page> {
	const page = await browser.context.newPage();
	// a workspace of its own, or the tabs of the test before are opened again
	const path = `lab/workspaces/${name}/tree/notebooks/${name}.ipynb`;
	await page.goto(`${lab.url}${path}?token=${lab.token}`);
	await page.locator(".jp-Notebook .jp-Cell").first().waitFor();
	await page.locator(".jp-Toolbar-kernelName", { hasText: "TypeScript (attention-lab)" }).waitFor();
	await isIdle(page);
	return page;
}

const isIdle = (page: Page) =>
	page.locator('.jp-Notebook-ExecutionIndicator[data-status="idle"]').waitFor();

const toolbar = (page: Page, command: string) =>
	page.locator(`.jp-NotebookPanel-toolbar [data-command="notebook:${command}"]`).click();

describe("JupyterLab 4", () => {
	it.each(notebooks)(
		"picks the kernel for %s by itself and runs it from top to bottom",
		async (name) => {
			const page = await open(name);
			expect(await page.locator(".jp-Dialog").count()).toBe(0);
			await page.getByRole("menuitem", { name: "Run", exact: true }).click();
			await page.getByRole("menuitem", { name: "Run All Cells", exact: true }).click();
			const last = page.locator(".jp-CodeCell .jp-InputPrompt").last();
			await expect.poll(() => last.textContent(), { timeout: 50_000 }).toMatch(/\[\d+\]/);
			await isIdle(page);
			expect(await page.locator('[data-mime-type="application/vnd.jupyter.error"]').count()).toBe(
				0,
			);
			await page.close();
		},
	);

	it("draws a figure without an extension and without network", async () => {
		await lab.addNotebook("figure", [
			'import { weightHeatmap } from "attention-lab/plots";',
			"weightHeatmap([[1, 0], [0.5, 0.5]], { queries: ['she', 'fished'] })",
		]);
		const page = await open("figure");
		await runCell(page, 0);
		await runCell(page, 1);
		await output(page, 1).locator(".js-plotly-plot .main-svg").first().waitFor();
		await page.close();
	});

	it("interrupts an endless loop and restarts, from the toolbar", async () => {
		await lab.addNotebook("loop", [
			"var kept = 41;",
			"console.log('begun'); while (true) {}",
			"kept + 1",
		]);
		const page = await open("loop");
		await runCell(page, 0);
		await runCell(page, 1);
		await expect.poll(() => output(page, 1).textContent()).toContain("begun");
		await toolbar(page, "interrupt-kernel");
		await expect
			.poll(() => output(page, 1).allTextContents())
			.toContainEqual(expect.stringContaining("Interrupted"));
		await runCell(page, 2);
		await expect.poll(() => output(page, 2).textContent()).toContain("42");
		await toolbar(page, "restart-kernel");
		await page.locator(".jp-Dialog .jp-mod-accept").click();
		await isIdle(page);
		await runCell(page, 2);
		await expect.poll(() => output(page, 2).textContent()).toContain("Cannot find name 'kept'");
		await page.close();
	});

	it("updates a display in its place, asks for input, and completes", async () => {
		await lab.addNotebook("live", [
			"const place = display(html('<b>first</b>'));",
			"place.update(html('<b>second</b>'));",
			"const name = prompt('who?'); name.toUpperCase()",
			"[1, 2].ma",
		]);
		const page = await open("live");
		await runCell(page, 0);
		await expect.poll(() => output(page, 0).textContent()).toBe("first");
		await runCell(page, 1);
		await expect.poll(() => output(page, 0).textContent()).toBe("second");
		await runCell(page, 2);
		await page.locator(".jp-Stdin-input").fill("bank");
		await page.locator(".jp-Stdin-input").press("Enter");
		await expect.poll(() => output(page, 2).last().textContent()).toContain("'BANK'");
		await cell(page, 3).locator(".cm-content").click();
		await page.keyboard.press("Control+End");
		await page.keyboard.press("Tab");
		await page.locator(".jp-Completer").getByText("map", { exact: true }).waitFor();
		await page.keyboard.press("Enter");
		await expect.poll(() => cell(page, 3).locator(".cm-content").textContent()).toBe("[1, 2].map");
		await page.close();
	});
});
