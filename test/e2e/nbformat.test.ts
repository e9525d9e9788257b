import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { projectRoot } from "../../src/project-root";

const python = process.env.ATTENTION_LAB_PYTHON;
const folder = join(projectRoot, "notebooks");
const notebooks = readdirSync(folder).filter((name) => name.endsWith(".ipynb"));

/** Jupyter's own reader judges the file, then writes it again: nothing may change but how a fraction is spelled. */
const judge = `
import json, sys, nbformat
path = sys.argv[1]
notebook = nbformat.read(path, as_version=nbformat.NO_CONVERT)
nbformat.validate(notebook)
assert (notebook.nbformat, notebook.nbformat_minor) == (4, 5), notebook.nbformat_minor
text = open(path, encoding="utf8").read()
written = nbformat.writes(notebook)
spelled_alike = lambda text: json.dumps(json.loads(text), indent=1)
assert spelled_alike(text) == spelled_alike(written), "Jupyter would write it otherwise"
if not any(cell.get("outputs") for cell in notebook.cells):
    assert text.rstrip("\\n") == written.rstrip("\\n"), "Jupyter would write it otherwise"
print("valid")
`;

describe("notebooks in Jupyter's own eyes", () => {
	it.each(notebooks)("%s is valid nbformat 4.5, byte for byte as Jupyter writes it", (name) => {
		expect(runPython(join(folder, name))).toBe("valid");
	});

	it.each(notebooks.slice(0, 3))("%s stays so when it is executed without Python", (name) => {
		const out = join(mkdtempSync(join(tmpdir(), "attention-lab-executed-")), name);
		const launcher = join(projectRoot, "src", "cli", "attention-lab.js");
		execFileSync(process.execPath, [launcher, "run", join(folder, name), "--write", out]);
		expect(runPython(out)).toBe("valid");
	});
});

function runPython(path: string): string {
	if (!python)
		throw new Error("ATTENTION_LAB_PYTHON must name a Python with test/e2e/requirements.txt");
	return execFileSync(python, ["-c", judge, path], { encoding: "utf8" }).trim();
}
