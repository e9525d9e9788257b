// `npm run build:kernels`: compiles assembly/ with AssemblyScript into bytes.ts, the two WebAssembly modules as text.
// With --check it compiles and compares, and writes nothing.
import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const source = join(here, "assembly");
const bytesFile = join(here, "bytes.ts");
// The compiler weighs 100 MB and no learner needs it: it is installed apart, from a lock file of its own.
const workshop = join(here, "..", "..", "..", ".build", "assembly");

const flags =
	"-O3 --noAssert --runtime stub --use abort= --enable simd --enable bulk-memory --disableWarning 112";

/** The text of bytes.ts, compiled anew. */
export function compileKernels() {
	installCompiler();
	return [
		"// Made by `npm run build:kernels` from assembly/: edit that.",
		`/** SIMD of 128 bits, in every engine since 2021. */`,
		`export const simd =\n\t"${compile("simd", "")}";`,
		`/** The same with relaxed SIMD: a · b + c in one instruction. */`,
		`export const relaxedSimd =\n\t"${compile("relaxed-simd", "--enable relaxed-simd")}";`,
		"",
	].join("\n");
}

function installCompiler() {
	mkdirSync(workshop, { recursive: true });
	const lock = join(workshop, "package-lock.json");
	const wanted = readFileSync(join(source, "package-lock.json"), "utf8");
	const installed = existsSync(join(workshop, "node_modules", "assemblyscript"));
	if (installed && existsSync(lock) && readFileSync(lock, "utf8") === wanted) return;
	console.error("Installing the AssemblyScript compiler (only `npm run build:kernels` needs it) …");
	for (const file of ["package.json", "package-lock.json"])
		copyFileSync(join(source, file), join(workshop, file));
	run("npm", ["ci", "--no-audit", "--no-fund", "--ignore-scripts"], workshop);
}

function compile(/** @type {string} */ name, /** @type {string} */ extraFlags) {
	const out = join(workshop, `${name}.wasm`);
	const compiler = join(workshop, "node_modules", "assemblyscript", "bin", "asc.js");
	const options = `${flags} ${extraFlags}`.trim().split(" ");
	run(process.execPath, [compiler, "index.ts", ...options, "-o", out], source);
	return readFileSync(out).toString("base64");
}

function run(
	/** @type {string} */ command,
	/** @type {string[]} */ args,
	/** @type {string} */ directory,
) {
	const shell = process.platform === "win32" && command === "npm"; // npm is a script there
	const { status, stdout, stderr } = spawnSync(command, args, {
		cwd: directory,
		shell,
		encoding: "utf8",
	});
	if (status !== 0) throw new Error(`${command} ${args.join(" ")} failed:\n${stdout}${stderr}`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
	const text = compileKernels();
	if (!process.argv.includes("--check")) writeFileSync(bytesFile, text);
	else if (readFileSync(bytesFile, "utf8") !== text) {
		console.error("bytes.ts is not what assembly/ compiles to: run `npm run build:kernels`.");
		process.exitCode = 1;
	}
}
