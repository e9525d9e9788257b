// From `npm start` (page built) to a page that can be seen, and to the first cell's result.
import { openBrowser, output, runCell } from "../e2e/browser";
import { startLab } from "../e2e/lab";
import { printComparison } from "./print-comparison";

const rounds = 5;
const browser = await openBrowser();
const visible: number[] = [];
const firstResult: number[] = [];
for (let round = 0; round < rounds; round++) {
	const began = performance.now();
	const lab = await startLab(process.cwd());
	const page = await browser.context.newPage();
	await page.goto(lab.url);
	await page.locator(".jp-Notebook .jp-Cell").first().waitFor();
	visible.push(performance.now() - began);
	await runCell(page, 2);
	await output(page, 2).first().waitFor();
	firstResult.push(performance.now() - began);
	await page.close();
	await lab.stop();
}
await browser.close();
printComparison("npm start to page visible", visible);
printComparison("npm start to first cell result", firstResult);
