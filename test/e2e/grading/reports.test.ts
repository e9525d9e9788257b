import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { classFigures } from "../../../src/grading/reports/class-figures";
import { classSummary } from "../../../src/grading/reports/class-summary";
import { readGradedClass } from "../../../src/grading/reports/graded-class";
import { type WrittenReports, writeReports } from "../../../src/grading/reports/write-reports";
import { removeSampleRuns, writeSampleRun } from "../../grading/sample-results";
import { type Browser, openBrowser } from "../browser";

let browser: Browser;
let out: string;
let reports: WrittenReports;
let page: Page;
beforeAll(async () => {
	out = await writeSampleRun();
	reports = await writeReports(out);
	browser = await openBrowser();
	page = await browser.context.newPage();
});
afterAll(removeSampleRuns);
afterAll(() => browser.close());

const open = (path: string) => page.goto(pathToFileURL(path).href);
const openClass = () => open(reports.classPage!);
const pageOf = (student: string) =>
	reports.studentPages.find((one) => one.student === student)!.path;
const firstNames = () => page.locator("#student-table tbody tr:visible th").allTextContents();

describe("the reports in a browser", () => {
	it("run nothing that a student wrote, on any page", async () => {
		for (const path of [reports.classPage!, ...reports.studentPages.map((one) => one.path)]) {
			await open(path);
			expect(await page.evaluate("globalThis.pwned"), path).toBeUndefined();
		}
		expect(browser.failures).toEqual([]);
	});

	it("would not, even without their content security policy", async () => {
		for (const { path } of reports.studentPages) {
			const html = (await readFile(path, "utf8")).replace(/<meta http-equiv[^>]*>/, "");
			expect(html).not.toContain("Content-Security-Policy");
			await page.setContent(html);
			expect(await page.evaluate("globalThis.pwned"), path).toBeUndefined();
		}
	});

	it("let no script run that is not theirs, even with a mistake in escaping", async () => {
		const html = (await readFile(reports.classPage!, "utf8")).replace(
			"<main",
			"<script>globalThis.pwned = 1</script><main",
		);
		await page.goto("about:blank");
		await page.setContent(html);
		expect(await page.evaluate("globalThis.pwned")).toBeUndefined();
		await page.goto("about:blank"); // a document keeps its policy
		await page.setContent(html.replace(/<meta http-equiv[^>]*>/, ""));
		expect(await page.evaluate("globalThis.pwned")).toBe(1); // the policy it was
	});

	it("ask for nothing but themselves", () => {
		expect(browser.requests.filter((url) => !/^(file|data|blob|about):/.test(url))).toEqual([]);
	});

	it.each([390, 1280] as const)("fit a window of %i pixels", async (width) => {
		await page.setViewportSize({ width, height: 900 });
		for (const path of [reports.classPage!, pageOf("student-15"), pageOf("student-04")]) {
			await open(path);
			const wide = "document.documentElement.scrollWidth - innerWidth";
			expect(await page.evaluate(wide), path).toBeLessThanOrEqual(0);
		}
	});

	it.each(["light", "dark"] as const)(
		"are readable in %s: 4.5:1 everywhere",
		async (colorScheme) => {
			await page.emulateMedia({ colorScheme });
			for (const path of [
				reports.classPage!,
				...reports.studentPages.slice(0, 12).map((p) => p.path),
			]) {
				await open(path);
				expect(await page.evaluate(faintTexts), path).toEqual([]);
			}
			await page.emulateMedia({ colorScheme: null });
		},
	);
});

describe("the class page in a browser", () => {
	it("draws every figure, described in words", async () => {
		await openClass();
		const figures = classFigures(classSummary(await readGradedClass(out)));
		await expect.poll(() => page.locator(".drawing svg.main-svg").count()).toBeGreaterThan(0);
		for (const [i, { figure }] of figures.entries()) {
			const drawing = page.locator(`.drawing[data-figure="${i}"]`);
			await drawing.locator(".bars path").first().waitFor({ state: "attached" });
			expect(await drawing.getAttribute("aria-label")).toBe(figure.alt);
		}
	});

	it("sorts the students by any column, by keyboard", async () => {
		await openClass();
		const grade = page.getByRole("button", { name: "Grade", exact: true });
		await grade.focus();
		await page.keyboard.press("Enter");
		await page.keyboard.press("Enter");
		expect((await firstNames())[0]).toBe('Ben "Benny" O\'Neil');
		expect(await page.locator("th[aria-sort]").getAttribute("aria-sort")).toBe("descending");
		const points = await page.locator("#student-table td:nth-child(4)").allTextContents();
		const numbers = points.map((text) => (text === "–" ? -1 : Number(text)));
		expect(numbers).toEqual(numbers.toSorted((a, b) => b - a));
	});

	it("finds students", async () => {
		await openClass();
		await page.getByLabel("Show only").fill("zoë");
		expect(await firstNames()).toEqual(["Zoë K."]);
		expect(await page.locator(".tools [role=status]").textContent()).toBe("1 of 30 students");
	});

	it("leads to a student's page, and says everything without scripts, too", async () => {
		const html = (await readFile(reports.classPage!, "utf8")).replace(/<script.*?<\/script>/gs, "");
		await page.goto("about:blank");
		await page.setContent(html);
		expect(await firstNames()).toHaveLength(30);
		await page.locator("summary").first().click();
		expect(await page.locator(".chart table").first().isVisible()).toBe(true);
		await openClass();
		await page.getByRole("link", { name: "Zoë K." }).first().click();
		expect(await page.title()).toBe("Zoë K.: attention-lab");
		expect(page.url()).toBe(pathToFileURL(join(out, "reports/students/student-14.html")).href);
	});
});

/** Texts of a page with less contrast than WCAG AA asks for; runs in the browser. */
const faintTexts = `(() => {
	const channels = (color) => color.match(/[\\d.]+/g).map(Number);
	const luminance = ([r, g, b]) => {
		const [R, G, B] = [r, g, b].map((c) => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
		return 0.2126 * R + 0.7152 * G + 0.0722 * B;
	};
	const groundOf = (element) => {
		for (let at = element; at; at = at.parentElement) {
			const ground = channels(getComputedStyle(at).backgroundColor);
			if (ground[3] !== 0) return ground;
		}
		return [255, 255, 255];
	};
	const faint = [];
	for (const element of document.querySelectorAll("main *")) {
		if (element.closest("svg, .drawing") || !element.checkVisibility()) continue;
		const own = [...element.childNodes].filter((node) => node.nodeType === 3).map((node) => node.data.trim()).join("");
		if (own === "") continue;
		const [dark, light] = [channels(getComputedStyle(element).color), groundOf(element)].map(luminance).sort((a, b) => a - b);
		const contrast = (light + 0.05) / (dark + 0.05);
		if (contrast < 4.5) faint.push(own.slice(0, 40) + " " + contrast.toFixed(2));
	}
	return faint;
})()`;
