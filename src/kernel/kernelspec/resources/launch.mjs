// Starts the project's kernel for a Jupyter client. `attention-lab kernel install` puts a copy of this file beside
// kernel.json, outside of the project, so that it can still speak when the project has moved or is half installed.
// Arguments: the connection file, the project's folder.
import { accessSync, constants, existsSync, writeSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { Duplex } from "node:stream";
import { pathToFileURL } from "node:url";

// As soon as anything imports "node:process", Node opens the streams that are shared with the Jupyter server and makes
// them non-blocking for both; the server's log would lose lines. These stand in their place.
for (const [name, fd] of Object.entries({ stdin: 0, stdout: 1, stderr: 2 })) {
	const value = Object.assign(createStream(), { fd });
	Object.defineProperty(process, name, { value, configurable: true, enumerable: true });
}

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

function createStream() {
	return new Duplex({
		read() {
			this.push(null);
		},
		write(chunk, _encoding, done) {
			writeSync(2, chunk);
			done();
		},
	});
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
