import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { formatNotebook } from "../../src/notebook/format-notebook";
import type { Notebook } from "../../src/notebook/notebook";
import { parseNotebook } from "../../src/notebook/parse-notebook";
import { projectRoot } from "../../src/project-root";
import { codeCell, notebookOf } from "../notebook/sample";

const folder = mkdtempSync(join(tmpdir(), "attention-lab-run-"));

function save(name: string, notebook: Notebook): string {
	const path = join(folder, name);
	writeFileSync(path, formatNotebook(notebook));
	return path;
}

function attentionLab(...args: string[]) {
	const launcher = join(projectRoot, "src", "cli", "attention-lab.js");
	return spawnSync(process.execPath, [launcher, ...args], { cwd: folder, encoding: "utf8" });
}

describe("attention-lab run", () => {
	it("executes every notebook and tells of its progress", () => {
		const first = save(
			"first.ipynb",
			notebookOf(codeCell("a", "const x = 2;"), codeCell("b", "x * 21")),
		);
		const second = save("second.ipynb", notebookOf(codeCell("a", "'second'")));
		const { status, stdout, stderr } = attentionLab("run", first, second);
		expect(stderr).toBe("");
		expect(status).toBe(0);
		expect(stdout).toContain("  1/2  const x = 2;\n  2/2  x * 21\n  done in");
		expect(stdout).toContain(second);
	});

	it("stops at the canary: the first failing cell, with its number, line and error, and exit code 1", () => {
		const canary = save(
			"canary.ipynb",
			notebookOf(
				{ cell_type: "markdown", id: "title", metadata: {}, source: "# Canary" },
				codeCell("good", "const weights = [0.5, 0.5];"),
				codeCell(
					"bad",
					"// this must fail\nif (weights.length === 2) throw new Error('the canary sings');",
				),
				codeCell("never", "console.log('never reached')"),
			),
		);
		const out = join(folder, "canary.out.ipynb");
		const { status, stdout, stderr } = attentionLab("run", canary, "--write", out);
		expect(status).toBe(1);
		expect(stderr).toContain(`${canary}: cell 3 of 4 failed.`);
		expect(stderr).toContain("Error: the canary sings");
		expect(stderr).toContain("2 | if (weights.length === 2) throw new Error('the canary sings');");
		expect(stdout).not.toContain("never reached");
		const copy = parseNotebook(readFileSync(out, "utf8"), out);
		expect(copy.cells[2]).toMatchObject({ outputs: [{ output_type: "error", ename: "Error" }] });
		expect(copy.cells[3]).toMatchObject({ outputs: [], execution_count: null });
	});

	it("saves an executed copy with the outputs in place", () => {
		const path = save(
			"outputs.ipynb",
			notebookOf(codeCell("print", "console.log(1); console.log(2);"), codeCell("value", "6 * 7")),
		);
		const out = join(folder, "outputs.out.ipynb");
		expect(attentionLab("run", path, "--write", out).status).toBe(0);
		expect(parseNotebook(readFileSync(out, "utf8"), out).cells).toMatchObject([
			{ execution_count: 1, outputs: [{ output_type: "stream", name: "stdout", text: "1\n2\n" }] },
			{
				execution_count: 2,
				outputs: [
					{ output_type: "execute_result", data: { "text/plain": "42" }, execution_count: 2 },
				],
			},
		]);
	});

	it("saves displays as they were shown last, and clears what was cleared", () => {
		const path = save(
			"displays.ipynb",
			notebookOf(
				codeCell("show", "const place = display(html('first'));"),
				codeCell("update", "place.update(html('second'));"),
				codeCell("clear", "console.log('old'); clearOutput({ wait: true }); console.log('new')"),
			),
		);
		const out = join(folder, "displays.out.ipynb");
		expect(attentionLab("run", path, "--write", out).status).toBe(0);
		expect(parseNotebook(readFileSync(out, "utf8"), out).cells).toMatchObject([
			{ outputs: [{ output_type: "display_data", data: { "text/html": "second" } }] },
			{ outputs: [] },
			{ outputs: [{ output_type: "stream", text: "new\n" }] },
		]);
	});

	it("goes on after a cell that is tagged raises-exception", () => {
		const tagged = codeCell("fails", "throw new Error('on purpose')", {
			tags: ["raises-exception"],
		});
		const path = save("tagged.ipynb", notebookOf(tagged, codeCell("after", "1")));
		expect(attentionLab("run", path).status).toBe(0);
	});

	it("says when a cell ends the kernel itself", () => {
		const path = save("exit.ipynb", notebookOf(codeCell("exit", "process.exit(3)")));
		const { status, stderr } = attentionLab("run", path);
		expect(status).toBe(1);
		expect(stderr).toContain("the execution ended at cell 1 of 1. The kernel ended with code 3.");
	});

	it("answers wrong use with a message and exit code 2", () => {
		const missing = attentionLab("run", "nowhere.ipynb");
		expect([missing.status, missing.stderr]).toEqual([2, "There is no file nowhere.ipynb.\n"]);
		writeFileSync(join(folder, "text.ipynb"), "no notebook");
		expect(attentionLab("run", "text.ipynb")).toMatchObject({ status: 2 });
		expect(attentionLab("run")).toMatchObject({ status: 2 });
		const path = save("a.ipynb", notebookOf());
		expect(attentionLab("run", path, path, "--write", "b.ipynb")).toMatchObject({ status: 2 });
		expect(
			attentionLab("run", path, "--write", join(folder, "no", "such", "folder.ipynb")),
		).toMatchObject({
			status: 2,
		});
	});
});
