// Starts the project's kernel for a Jupyter client. `attention-lab kernel install` puts a copy of this file beside
// kernel.json, outside of the project, so that it can still speak when the project has moved or is half installed.
// Arguments: the connection file, the project's folder.
import { accessSync, constants, existsSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import process from "node:process";
import { pathToFileURL } from "node:url";

const [connectionFile = "", project = ""] = process.argv.slice(2);
const program = join(project, ".build", "kernel", "child.js");

const trouble = await prepare();
if (trouble === undefined) await importFile(program);
else {
	const { explain } = await import("./explain.mjs");
	explain(connectionFile, trouble);
}

/** Brings the compiled kernel up to date. Resolves to what stands in the way, for a person. */
async function prepare() {
	if (!existsSync(join(project, "package.json"))) {
		return (
			`There is no attention-lab project at ${project} any more. If it has moved, run ` +
			'"npx attention-lab kernel install" in its new folder, then restart this kernel.'
		);
	}
	try {
		createRequire(join(project, "package.json")).resolve("tslab");
	} catch {
		return `The project's packages are not installed. Run "npm ci" in ${project}, then restart this kernel.`;
	}
	if (existsSync(program) && !canBeWritten()) return undefined; // a shared, read-only project
	try {
		await (await importFile(join(project, "src", "cli", "build.js"))).ensureBuilt();
		return undefined;
	} catch (error) {
		const reason = error instanceof Error ? error.message : String(error);
		return (
			`The kernel could not be compiled: ${reason}\nRun "npx attention-lab doctor" in ${project}, ` +
			"then restart this kernel."
		);
	}
}

function canBeWritten() {
	try {
		accessSync(join(project, ".build"), constants.W_OK);
		return true;
	} catch {
		return false;
	}
}

/** @param {string} path */
function importFile(path) {
	return import(pathToFileURL(path).href);
}
