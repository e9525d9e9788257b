import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { type BrowserContext, chromium, type Page } from "playwright-core";
import { expect } from "vitest";
import type { Lab } from "./lab";

/** A headless Chromium with a fresh profile. It remembers every address that was asked for. */
export interface Browser {
	readonly context: BrowserContext;
	/** Opens the lab at a lesson or notebook, and waits until a cell can run. */
	open(lab: Lab, id?: string): Promise<Page>;
	/** Every request and WebSocket so far, of all pages. */
	readonly requests: readonly string[];
	/** Uncaught errors of the pages. */
	readonly failures: readonly string[];
	close(): Promise<void>;
}

export async function openBrowser(
	options: { viewport?: { width: number; height: number }; colorScheme?: "light" | "dark" } = {},
): Promise<Browser> {
	const profile = await mkdtemp(join(tmpdir(), "attention-lab-browser-"));
	const context = await chromium.launchPersistentContext(profile, {
		executablePath: process.env.CHROMIUM_PATH ?? "/usr/bin/chromium",
		headless: true,
		args: [
			"--no-sandbox",
			"--disable-gpu",
			"--disable-quic",
			"--no-first-run",
			"--disable-background-networking",
			"--disable-component-update",
			"--disable-sync",
		],
		viewport: options.viewport ?? { width: 1400, height: 900 },
		colorScheme: options.colorScheme ?? "light",
	});
	const requests: string[] = [];
	const failures: string[] = [];
	context.on("request", (request) => requests.push(request.url()));
	context.on("weberror", (error) => failures.push(error.error().message));
	const watch = (page: Page) =>
		page.on("websocket", (socket) => requests.push(socket.url().replace(/^ws/, "http")));
	for (const page of context.pages()) watch(page);
	context.on("page", watch);
	return {
		context,
		requests,
		failures,
		async open(lab, id) {
			const page = await context.newPage();
			await page.goto(id === undefined ? lab.url : `${lab.url}#${id}`);
			await page.locator(".jp-Notebook .jp-Cell").first().waitFor();
			await kernelIs(page, "ready");
			return page;
		},
		close: async () => {
			await context.close();
			await rm(profile, { recursive: true, force: true });
		},
	};
}

/** Asserts that nothing outside of this machine was asked for anything. */
export function expectOnlyLocal(requests: readonly string[]): void {
	expect(requests.length).toBeGreaterThan(0);
	const elsewhere = requests.filter(
		(url) => !/^(https?:\/\/127\.0\.0\.1[:/]|data:|blob:)/.test(url),
	);
	expect(elsewhere).toEqual([]);
}

export const kernelIs = (page: Page, kind: "ready" | "busy" | "wait" | "gone") =>
	page.locator(`.kernel-state[data-kind="${kind}"]`).waitFor();

export const isSaved = (page: Page) => page.locator('.save-state[data-state="saved"]').waitFor();

export const press = (page: Page, name: string) =>
	page.getByRole("button", { name, exact: true }).click();

export const cell = (page: Page, index: number) => page.locator(".jp-Notebook .jp-Cell").nth(index);

/** The text a cell shows under it. */
export const output = (page: Page, index: number) =>
	cell(page, index).locator(".jp-OutputArea-output");

/** Runs one cell with the keyboard, as a learner does. */
export async function runCell(page: Page, index: number): Promise<void> {
	await cell(page, index).locator(".cm-content").click();
	await page.keyboard.press("Control+Enter");
}

/** Replaces what an editor holds, by typing it in one go. */
export async function typeOver(page: Page, editor: string, text: string): Promise<void> {
	await page.locator(editor).click();
	await page.keyboard.press("Control+A");
	await page.keyboard.insertText(text);
}
