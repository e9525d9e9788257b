// Compiles src/ into .build/ with esbuild (JavaScript) and TypeScript (declarations for notebook cells).
// It runs by itself, in a fraction of a second, whenever a source file is newer than the last build.
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import {
	existsSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	renameSync,
	statSync,
	writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const buildDirectory = join(root, ".build");
const stampFile = join(buildDirectory, "stamp");

/** What runs as a program of its own, or is imported under the package's name. */
const entryPoints = [
	"attention/index.ts",
	"tensor/index.ts",
	"tensor/threads/worker.ts",
	"plots/index.ts",
	"course/index.ts",
	"course/judge/main.ts",
	"course/judge/thread.ts",
	"grading/judge/jail-host-main.ts",
	"grading/judge/lane-main.ts",
	"grading/judge/thread.ts",
	"cli/main.ts",
	"kernel/child.ts",
	"kernel/transport/pipe-thread.ts",
	"kernel/transport/zeromq-thread.ts",
	"grading/similar/parse-all.ts",
].filter((entry) => existsSync(join(root, "src", entry)));

/** What runs in a jail, where there is one file and nothing else. */
const jailPrograms = ["grading/runner/main.ts"];

/** The modules whose types a notebook cell sees. */
const publicModules = ["attention", "tensor", "plots", "course"];

/** Compiles when a source file changed since the last build (or always, when forced). */
export async function ensureBuilt({ force = false } = {}) {
	if (!existsSync(join(root, "package-lock.json"))) return; // installed as a package: built already
	const stamp = fingerprint();
	if (!force && existsSync(stampFile) && readFileSync(stampFile, "utf8") === stamp) return;
	await Promise.all([buildJavaScript(), buildJailPrograms(), buildDeclarations()]);
	writeAtomically(stampFile, stamp);
}

/** Changes whenever a source file is added, removed or edited. */
function fingerprint() {
	const hash = createHash("sha256");
	const visit = (/** @type {string} */ directory) => {
		for (const entry of readdirSync(directory, { withFileTypes: true })) {
			const path = join(directory, entry.name);
			if (entry.isDirectory()) {
				if (path !== join(root, "src", "app", "page")) visit(path);
			} else {
				const { mtimeMs, size } = statSync(path);
				hash.update(`${relative(root, path)} ${mtimeMs} ${size}\n`);
			}
		}
	};
	visit(join(root, "src"));
	return hash.digest("hex");
}

async function buildJavaScript() {
	const { build } = await import("esbuild");
	const { outputFiles } = await build({
		absWorkingDir: root,
		entryPoints: entryPoints.map((entry) => join("src", entry)),
		outbase: "src",
		outdir: ".build",
		bundle: true,
		splitting: true,
		format: "esm",
		platform: "node",
		target: "node20.19",
		packages: "external",
		chunkNames: "chunks/[name]-[hash]",
		sourcemap: "linked",
		write: false,
		logLevel: "error",
	});
	for (const { path, contents } of outputFiles) writeAtomically(path, contents);
}

async function buildJailPrograms() {
	const { build } = await import("esbuild");
	const { outputFiles } = await build({
		absWorkingDir: root,
		entryPoints: jailPrograms.map((entry) => join("src", entry)),
		outbase: "src",
		outdir: ".build",
		outExtension: { ".js": ".cjs" },
		bundle: true,
		format: "cjs",
		platform: "node",
		target: "node20.19",
		write: false,
		logLevel: "error",
	});
	for (const { path, contents } of outputFiles) writeAtomically(path, contents);
}

async function buildDeclarations() {
	const require = createRequire(import.meta.url);
	const tsc = join(dirname(require.resolve("typescript/package.json")), "bin", "tsc");
	const entries = publicModules
		.map((name) => join(root, "src", name, "index.ts"))
		.filter((path) => existsSync(path));
	const flags =
		"--ignoreConfig --declaration --emitDeclarationOnly --rootDir src --outDir .build/types --strict " +
		"--target ES2023 --module ESNext --moduleResolution Bundler --skipLibCheck --types node";
	await promisify(execFile)(process.execPath, [tsc, ...flags.split(" "), ...entries], {
		cwd: root,
	});
}

/** Readers see the old file or the new one, never half of one. */
function writeAtomically(/** @type {string} */ path, /** @type {string | Uint8Array} */ contents) {
	mkdirSync(dirname(path), { recursive: true });
	const temporary = `${path}.${process.pid}`;
	writeFileSync(temporary, contents);
	renameSync(temporary, path);
}

if (process.argv[1] === fileURLToPath(import.meta.url))
	await ensureBuilt({ force: process.argv.includes("--force") });
