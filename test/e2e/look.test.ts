import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Browser, kernelIs, openBrowser, press } from "./browser";
import { type Lab, startLab } from "./lab";

let lab: Lab;
let browser: Browser;
beforeAll(async () => {
	lab = await startLab();
	browser = await openBrowser({ colorScheme: "dark" });
});
afterAll(async () => {
	expect(browser.failures).toEqual([]);
	await browser.close();
	await lab.remove();
});

const theme = (page: Page) => page.locator("html").getAttribute("data-theme");
/** What has the focus, in a word, and whether one can see it. */
const focused = (page: Page) =>
	page.evaluate<{ name: string; outlined: boolean; inNotebook: boolean }>(`(() => {
		const element = document.activeElement;
		return {
			name: (element.ariaLabel || element.textContent).trim().slice(0, 40),
			outlined: getComputedStyle(element).outlineStyle !== "none",
			inNotebook: element.closest(".jp-Notebook") !== null,
		};
	})()`);

/** The colours of an element's text and of what is behind it. */
const colours = (page: Page, selector: string) =>
	page.evaluate<[string, string]>(`(() => {
		const element = document.querySelector(${JSON.stringify(selector)});
		let behind = element;
		while (getComputedStyle(behind).backgroundColor === "rgba(0, 0, 0, 0)") behind = behind.parentElement;
		return [getComputedStyle(element).color, getComputedStyle(behind).backgroundColor];
	})()`);

/** WCAG 2.2, "contrast ratio". */
function contrast([a, b]: readonly [string, string]): number {
	const luminance = (colour: string) => {
		const [red = 0, green = 0, blue = 0] = (colour.match(/[\d.]+/g) ?? []).map((text) => {
			const value = Number(text) / 255;
			return value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
		});
		return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
	};
	const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
	return (light + 0.05) / (dark + 0.05);
}

describe("the page", () => {
	it("has the system's theme, stays as chosen, and follows the system again when they agree", async () => {
		const page = await browser.open(lab);
		expect(await theme(page)).toBe("dark");
		await press(page, "Switch to the light theme");
		expect(await theme(page)).toBe("light");
		await page.reload();
		expect(await theme(page)).toBe("light");
		await press(page, "Switch to the dark theme");
		await page.emulateMedia({ colorScheme: "light" });
		await expect.poll(() => theme(page)).toBe("light");
	});

	it.each(["light", "dark"] as const)("is readable in the %s theme", async (scheme) => {
		const page = await browser.open(lab);
		await page.evaluate("localStorage.clear()");
		await page.emulateMedia({ colorScheme: scheme });
		await page.reload();
		await kernelIs(page, "ready");
		expect(await theme(page)).toBe(scheme);
		await press(page, "Exercise");
		for (const selector of [
			".lesson-title",
			".lesson-state",
			".lesson-name",
			".save-state",
			".kernel-state",
			".jp-RenderedMarkdown p",
			".jp-RenderedMarkdown code",
			".jp-InputPrompt",
			"#notebook .cm-line",
			"#exercise .cm-line span",
			"#exercise .cm-gutterElement:nth-child(3)",
			".tab",
			"#exercise-toggle",
		])
			expect.soft(contrast(await colours(page, selector)), selector).toBeGreaterThanOrEqual(4.5);
	});

	it("can be walked through with the Tab key, and shows where it is", async () => {
		const page = await browser.open(lab);
		await page.evaluate("localStorage.clear()");
		await page.reload();
		await kernelIs(page, "ready");
		await page.evaluate("document.activeElement.blur()");
		const visited: string[] = [];
		for (let i = 0; i < 30; i++) {
			await page.keyboard.press("Tab");
			const { name, outlined, inNotebook } = await focused(page);
			visited.push(name);
			if (inNotebook) break;
			expect.soft(outlined, name).toBe(true);
		}
		const names = visited.join("\n");
		for (const name of [
			"Skip to the notebook",
			"Lessons",
			"Exercise",
			"Run",
			"Run all",
			"Interrupt",
			"Restart",
		])
			expect(names).toContain(name);
	});

	it("lists its shortcuts, and the list goes with Escape", async () => {
		const page = await browser.open(lab);
		await press(page, "Keyboard shortcuts");
		const dialog = page.getByRole("dialog");
		expect(await dialog.textContent()).toContain("Run the cell, go to the next");
		await page.keyboard.press("Escape");
		await dialog.waitFor({ state: "detached" });
	});

	it("gives the exercise the whole page where there is little room, and the lessons when asked", async () => {
		const page = await browser.open(lab);
		await page.setViewportSize({ width: 620, height: 900 });
		const lessons = page.locator("#lessons");
		await lessons.waitFor({ state: "hidden" });
		await press(page, "Lessons");
		await lessons.waitFor();
		await press(page, "Lessons");
		await press(page, "Exercise");
		expect(await page.locator("#notebook").isVisible()).toBe(false);
		expect((await page.locator("#exercise").boundingBox())?.width).toBe(620);
		await press(page, "Hide the exercise");
		expect(await page.locator("#notebook").isVisible()).toBe(true);
		const overflow = await page.evaluate("document.documentElement.scrollWidth - innerWidth");
		expect(overflow).toBeLessThanOrEqual(0);
	});

	it("lets the exercise be made wider with the keyboard", async () => {
		const page = await browser.open(lab);
		await page.setViewportSize({ width: 1400, height: 900 });
		await press(page, "Exercise");
		const width = async () => (await page.locator("#exercise").boundingBox())!.width;
		const before = await width();
		await page.getByRole("separator", { name: "Width of the exercise" }).focus();
		await page.keyboard.press("ArrowLeft");
		expect(await width()).toBeGreaterThan(before);
	});
});
