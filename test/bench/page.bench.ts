// From `npm start` (page built) to a page that can be seen, and to the first cell's result.
import { openBrowser, output, runCell } from "../e2e/browser";
import { type Lab, startLab } from "../e2e/lab";
import { printComparison } from "./print-comparison";

const rounds = 5;
const browser = await openBrowser();
const visible: number[] = [];
const firstResult: number[] = [];

let lab: Lab = await startLab(); // builds the page, if it has to be built
await lab.addNotebook("bench", ["6 * 7"]);
for (let round = 0; round < rounds; round++) {
	await lab.stop();
	const began = performance.now();
	lab = await lab.startAgain();
	const page = await browser.context.newPage();
	await page.goto(`${lab.url}#bench`);
	await page.locator(".jp-Notebook .jp-Cell").first().waitFor();
	visible.push(performance.now() - began);
	await runCell(page, 0);
	await output(page, 0).first().waitFor();
	firstResult.push(performance.now() - began);
	await page.close();
}
await lab.remove();
await browser.close();
printComparison("npm start to page visible", visible);
printComparison("npm start to first cell result", firstResult);
