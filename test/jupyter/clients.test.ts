import { execFile } from "node:child_process";
import { cp, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import process from "node:process";
import { promisify, stripVTControlCharacters } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { projectRoot } from "../../src/project-root";
import { openBrowser } from "../e2e/browser";
import { createJupyter, type Jupyter } from "./jupyter";

let jupyter: Jupyter;
/**
 * A copy of some notebooks, of all parts of the course, and of what they import: executing them changes nothing of the
 * course's. (test/e2e/notebooks.test.ts executes all of them.)
 */
let notebooks: string[];
beforeAll(async () => {
	jupyter = await createJupyter();
	for (const name of ["notebooks", "exercises"])
		await cp(join(projectRoot, name), join(jupyter.folder, name), { recursive: true });
	const names = await readdir(join(jupyter.folder, "notebooks"));
	notebooks = names
		.filter((name) => /^(02|05|08|1[0357]|questions).*\.ipynb$/.test(name))
		.map((name) => join(jupyter.folder, "notebooks", name));
});
afterAll(() => jupyter.remove());

describe("nbclient", () => {
	let seen: {
		theCourse: Record<string, { errors: number; outputs: number }>;
		aFailingCell: { ename: string; evalue: string; traceback: string; after: unknown[] };
		[name: string]: object;
	};
	beforeAll(async () => {
		seen = await jupyter.run("nbclient_runs.py", notebooks, { seconds: 290 });
	}, 300_000);

	it("executes notebooks of the course without an error", () => {
		expect(Object.keys(seen.theCourse)).toEqual(notebooks);
		for (const { errors, outputs } of Object.values(seen.theCourse)) {
			expect(errors).toBe(0);
			expect(outputs).toBeGreaterThan(0);
		}
	});

	it("stops at a failing cell with its name, its message and the learner's line", () => {
		const { ename, evalue, traceback, after } = seen.aFailingCell;
		expect([ename, evalue]).toEqual(["RangeError", "2 is too far"]);
		expect(stripVTControlCharacters(traceback)).toContain(
			"1 | throw new RangeError(x + ' is too far');\n  |       ^",
		);
		expect(after).toEqual([]);
	});

	it("hears of a type error as of any other", () => {
		expect(seen.aTypeError).toEqual({
			ename: "TypeScriptError",
			evalue: "Type 'string' is not assignable to type 'number'.",
		});
	});

	it("goes on after a failing cell when errors are allowed", () => {
		expect(seen.allowedErrors).toEqual({ first: "error", second: "42" });
	});

	it("ends a cell that takes too long, and can go on after interrupting it", () => {
		expect((seen.aTimeout as { seconds: number }).seconds).toBeLessThan(20);
		expect(seen.aTimeoutThatInterrupts).toEqual({ ename: "Interrupted", after: "42" });
	});
});

describe("jupyter nbconvert --execute", () => {
	it("makes a page that shows the figures without network", async () => {
		const notebook = join(jupyter.folder, "notebooks", "02-softmax.ipynb");
		await nbconvert("--to", "html", "--output-dir", jupyter.folder, notebook);
		const html = await readFile(join(jupyter.folder, "02-softmax.html"), "utf8");
		expect(html).not.toContain("jp-RenderedText jp-mod-error");
		const browser = await openBrowser();
		try {
			await browser.context.setOffline(true);
			const page = await browser.context.newPage();
			await page.goto(`file://${join(jupyter.folder, "02-softmax.html")}`);
			await page.locator(".js-plotly-plot .main-svg").first().waitFor();
			const drawn = await page.locator(".js-plotly-plot[role=img]").count();
			expect(drawn).toBe(html.match(/id="attention-lab-figure-[\w-]+-alternative"/g)?.length);
			expect(drawn).toBeGreaterThan(0);
		} finally {
			await browser.close();
		}
	});

	it("makes an executed notebook", async () => {
		const path = join(jupyter.folder, "notebooks", "small.ipynb");
		await writeFile(path, smallNotebook("6 * 7"));
		await nbconvert("--to", "notebook", "--output", "executed", path);
		const executed = join(jupyter.folder, "notebooks", "executed.ipynb");
		const { cells } = JSON.parse(await readFile(executed, "utf8"));
		expect(cells[0].outputs[0].data["text/plain"]).toEqual(["42"]);
	});

	it("says which cell failed, and why", async () => {
		const path = join(jupyter.folder, "notebooks", "failing.ipynb");
		await writeFile(path, smallNotebook("throw new RangeError('too far')"));
		await expect(nbconvert("--to", "notebook", "--output", "never", path)).rejects.toThrow(
			/RangeError.*too far/s,
		);
	});

	const nbconvert = (...args: string[]) =>
		promisify(execFile)(
			jupyter.python,
			["-m", "nbconvert", "--execute", "--ExecutePreprocessor.timeout=60", ...args],
			{ env: jupyter.env, timeout: 90_000, killSignal: "SIGKILL" },
		);
});

describe("jupyter console", () => {
	it("runs lines, prints, shows errors and asks", async () => {
		const { seen, status } = await jupyter.run<{ seen: string[]; status: number }>(
			"console_session.py",
		);
		const text = stripVTControlCharacters(seen.join(""));
		expect(text).toContain("TypeScript 5.0");
		expect(text).toContain("RangeError: too far");
		expect(text).toContain("1 | throw new RangeError('too far')");
		expect(status).toBe(0);
	});
});

describe("two clients of one kernel", () => {
	it("each get their own answers, and both see what happens", async () => {
		const { seenBySecond, overheard, first, second } = await jupyter.run<{
			seenBySecond: string;
			overheard: string[];
			first: unknown[];
			second: unknown[];
		}>("two_clients.py");
		expect(seenBySecond).toBe("42");
		expect(overheard).toEqual(["status", "execute_input", "execute_result", "status"]);
		const own = (name: string) =>
			Array.from({ length: 50 }, (_, i) => [`'${name} ${i}'`, `${name} ${i}\n`]);
		expect(first).toEqual(own("first"));
		expect(second).toEqual(own("second"));
	});
});

describe("a kernelspec that cannot start its kernel", () => {
	it("lets every cell say why, and what to do", async () => {
		const prefix = join(jupyter.folder, "moved");
		const launcher = join(projectRoot, "src", "cli", "attention-lab.js");
		await promisify(execFile)(process.execPath, [
			launcher,
			"kernel",
			"install",
			"--prefix",
			prefix,
		]);
		const path = join(prefix, "share", "jupyter", "kernels", "attention-lab", "kernel.json");
		const kernelspec = JSON.parse(await readFile(path, "utf8"));
		kernelspec.argv[kernelspec.argv.length - 1] = join(jupyter.folder, "no longer here");
		await writeFile(path, JSON.stringify(kernelspec));

		const { error, reply, alive } = await jupyter.run<{
			error: object;
			reply: object;
			alive: boolean;
		}>("when_it_cannot_start.py", [], { env: { JUPYTER_PATH: join(prefix, "share", "jupyter") } });
		expect(error).toMatchObject({
			ename: "KernelCannotStart",
			evalue: expect.stringMatching(
				/no attention-lab project at .*no longer here.*npx attention-lab kernel install/,
			),
		});
		expect(reply).toMatchObject({ status: "error" });
		expect(alive).toBe(true);
	});
});

function smallNotebook(source: string): string {
	const cell = { cell_type: "code", id: "a", metadata: {}, source, outputs: [] };
	return JSON.stringify({
		cells: [{ ...cell, execution_count: null }],
		metadata: { kernelspec: { name: "attention-lab", display_name: "TypeScript (attention-lab)" } },
		nbformat: 4,
		nbformat_minor: 5,
	});
}
