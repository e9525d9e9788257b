import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchKernel, type RunningKernel } from "../../src/kernel/launch";
import { runCell } from "./run-cell";

let folder: string;
let kernel: RunningKernel;
const run = (code: string) => runCell(kernel, code);

/** Puts a package where a notebook finds it. */
function install(name: string, manifest: object, files: Record<string, string>) {
	const all = { "package.json": JSON.stringify({ name, version: "1.0.0", ...manifest }), ...files };
	for (const [path, text] of Object.entries(all)) {
		const file = join(folder, "node_modules", name, path);
		mkdirSync(dirname(file), { recursive: true });
		writeFileSync(file, text);
	}
}

beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), "attention-lab-packages-"));
	kernel = launchKernel({ cwd: folder });
});

afterAll(async () => {
	await kernel.shutdown();
	rmSync(folder, { recursive: true, force: true });
});

describe("a cell imports", () => {
	it("packages that are ES modules only, with types under exports only", async () => {
		install(
			"modern",
			{
				type: "module",
				exports: { ".": { types: "./types/index.d.ts", import: "./lib/index.js" } },
			},
			{
				"lib/index.js": "export const twice = (n) => 2 * n;\nexport default 'modern';\n",
				"types/index.d.ts":
					"/** Doubles. */\nexport declare const twice: (n: number) => number;\ndeclare const name: string;\nexport default name;\n",
			},
		);
		expect(
			(await run(`import name, { twice } from "modern";\nname.length + twice(4)`)).result,
		).toBe("14");
		expect((await run(`twice("4")`)).error?.ename).toBe("TypeScriptError");
	});

	it("packages that are CommonJS, by default and by name", async () => {
		install(
			"classic",
			{ main: "main.js", types: "main.d.ts" },
			{
				"main.js": "module.exports = { answer: 42 };\n",
				"main.d.ts": "declare const classic: { answer: number };\nexport = classic;\n",
			},
		);
		expect(
			(await run(`import classic, { answer } from "classic";\nclassic.answer === answer`)).result,
		).toBe("true");
	});

	it("subpaths of packages", async () => {
		install(
			"rooms",
			{
				type: "module",
				exports: { "./kitchen": { types: "./kitchen.d.ts", default: "./kitchen.js" } },
			},
			{
				"kitchen.js": "export const stove = 'hot';\n",
				"kitchen.d.ts": "export declare const stove: string;\n",
			},
		);
		expect((await run(`import { stove } from "rooms/kitchen";\nstove`)).result).toBe("'hot'");
	});

	it("ES modules that wait for something while they load", async () => {
		install(
			"patient",
			{ type: "module", exports: { types: "./index.d.ts", default: "./index.js" } },
			{
				"index.js": "export const value = await Promise.resolve('waited');\n",
				"index.d.ts": "export declare const value: string;\n",
			},
		);
		expect((await run(`import { value } from "patient";\nvalue`)).result).toBe("'waited'");
		expect((await run(`(await import("patient")).value`)).result).toBe("'waited'");
	});

	it("JSON files, with their types, read again after an edit", async () => {
		writeFileSync(join(folder, "data.json"), '{ "scores": [1, 2] }');
		const cell = `import data from "./data.json";\ndata.scores.length`;
		expect((await run(cell)).result).toBe("2");
		writeFileSync(join(folder, "data.json"), '{ "scores": [1, 2, 3] }');
		expect((await run(cell)).result).toBe("3");
	});

	it("TypeScript files by every usual way of writing their path", async () => {
		mkdirSync(join(folder, "lib"), { recursive: true });
		writeFileSync(join(folder, "lib", "index.ts"), "export const room = 'index';\n");
		writeFileSync(join(folder, "lib", "helper.ts"), "export const room = 'helper';\n");
		for (const [path, room] of [
			["./lib", "index"],
			["./lib/index", "index"],
			["./lib/helper", "helper"],
			["./lib/helper.js", "helper"],
		]) {
			expect((await run(`import { room } from "${path}";\nroom`)).result).toBe(`'${room}'`);
		}
	});

	it("nothing that is not there, and says what was looked for", async () => {
		expect((await run(`import { x } from "not-installed";\nx`)).traceback).toContain(
			"not-installed",
		);
	});
});
