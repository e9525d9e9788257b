import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { formatNotebook } from "../../src/notebook/format-notebook";
import type { Notebook } from "../../src/notebook/notebook";

export const lesson: Notebook = {
	cells: [
		{ cell_type: "markdown", id: "intro", metadata: {}, source: "# Softmax\n\nscores" },
		{
			cell_type: "code",
			id: "first",
			metadata: {},
			source: "1 + 1",
			execution_count: null,
			outputs: [],
		},
	],
	metadata: {
		kernelspec: { display_name: "TypeScript", language: "typescript", name: "attention-lab" },
	},
	nbformat: 4,
	nbformat_minor: 5,
};

/** A small course in a folder of its own, gone after the test. */
export async function courseFolder(): Promise<string> {
	const root = await mkdtemp(join(tmpdir(), "attention-lab-"));
	onTestFinished(() => rm(root, { recursive: true, force: true }));
	for (const folder of ["notebooks", "exercises", "solutions", "page/assets"])
		await mkdir(join(root, folder), { recursive: true });
	await writeFile(join(root, "notebooks", "02-softmax.ipynb"), formatNotebook(lesson));
	await writeFile(join(root, "exercises", "02-softmax.ts"), "export const softmax = 1;\n");
	await writeFile(join(root, "solutions", "02-softmax.ts"), "export const softmax = 2;\n");
	await writeFile(join(root, "secret.txt"), "not of the course");
	await writeFile(join(root, "page", "index.html"), "<!doctype html><title>the page</title>");
	await writeFile(join(root, "page", "assets", "main-1.js"), "export {};");
	return root;
}
