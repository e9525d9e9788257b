import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, normalize } from "node:path";
import process from "node:process";
import { promisify } from "node:util";
import { projectRoot } from "../../project-root";
import type { Job } from "../job";

/**
 * What TypeScript says of each job that it complains of: "05-attention.ts:12:9 Type 'string' is not
 * assignable to type 'number'." The jobs are looked at together, which costs little more than one of them, but for
 * those that could change what others mean. Nothing of them is run.
 *
 * @param onPart hears of each part that was looked at, of which none takes long
 */
export async function typeErrors(
	jobs: readonly Job[],
	onPart: () => void,
): Promise<Map<Job, string[]>> {
	const groups = [jobs.filter((job) => !reachesOut(job))];
	groups.push(...jobs.filter(reachesOut).map((job) => [job]));
	const found = new Map<Job, string[]>();
	for (const group of groups) await checkInParts(group, found, onPart);
	return found;
}

/** Where the types of one job take for ever, nothing is known of them; the others are checked without it. */
async function checkInParts(
	jobs: readonly Job[],
	found: Map<Job, string[]>,
	onPart: () => void,
): Promise<void> {
	if (jobs.length === 0) return;
	const isDone = await checkTogether(jobs, found);
	onPart();
	if (isDone || jobs.length === 1) return;
	const half = jobs.length >> 1;
	await checkInParts(jobs.slice(0, half), found, onPart);
	await checkInParts(jobs.slice(half), found, onPart);
}

/** For several jobs, which are looked at again in parts, and for one, in milliseconds. */
const patience = { together: 10_000, alone: 20_000 };
const mostErrors = 20;
const longest = 500;

const compilerOptions = {
	target: "ES2023",
	lib: ["ES2023", "DOM"], // DOM: console, performance and their like
	types: [],
	module: "ESNext",
	moduleResolution: "Bundler",
	moduleDetection: "force",
	strict: true,
	skipLibCheck: true,
	noEmit: true,
	paths: {
		"attention-lab": [join(projectRoot, ".build", "types", "attention", "index.d.ts")],
	},
};

/** Whether a job declares something for all modules. */
const reachesOut = ({ files }: Job): boolean =>
	Object.values(files).some((text) => /\bdeclare\s+(global|module)\b/.test(text));

/** Returns false when TypeScript came to no end. */
async function checkTogether(jobs: readonly Job[], found: Map<Job, string[]>): Promise<boolean> {
	const folder = await mkdtemp(join(tmpdir(), "attention-lab-types-"));
	try {
		const owners = new Map(jobs.map((job) => [randomUUID(), job])); // no job finds another's folder
		for (const [name, job] of owners) await writeJob(join(folder, name), job);
		const include = [...owners.keys()].map((name) => `${name}/**/*.ts`);
		const project = join(folder, "tsconfig.json");
		await writeFile(project, JSON.stringify({ compilerOptions, include }));
		const timeout = jobs.length > 1 ? patience.together : patience.alone;
		const output = await runTypeScript(project, folder, timeout);
		if (output === undefined) return false;
		for (const line of output.split("\n")) addError(line, owners, found);
		return true;
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

async function writeJob(folder: string, { files }: Job): Promise<void> {
	for (const [name, text] of Object.entries(files)) {
		const path = normalize(join(folder, name));
		if (!path.startsWith(folder) || !name.endsWith(".ts")) continue;
		await mkdir(dirname(path), { recursive: true });
		await writeFile(path, text.replace(/^([ \t]*)\/\/\//gm, "$1// ")); // no references to other files
	}
}

/** What it prints; undefined when it took too long or came to grief. */
async function runTypeScript(
	project: string,
	cwd: string,
	timeout: number,
): Promise<string | undefined> {
	const typescript = createRequire(import.meta.url).resolve("typescript/package.json");
	const tsc = join(dirname(typescript), "bin", "tsc");
	try {
		const options = {
			cwd,
			timeout,
			maxBuffer: 50_000_000,
			killSignal: "SIGKILL",
		} as const;
		await promisify(execFile)(process.execPath, [tsc, "-p", project, "--pretty", "false"], options);
		return "";
	} catch (error) {
		const { code, stdout } = error as { code?: unknown; stdout?: string };
		return code === 1 || code === 2 ? stdout : undefined; // 1 and 2: there are errors
	}
}

/** "folder/05-attention.ts(12,9): error TS2322: Type …" */
function addError(line: string, owners: Map<string, Job>, found: Map<Job, string[]>): void {
	const [, folder = "", file, row, column, message] =
		/^([^/\\]+)[/\\](.+?)\((\d+),(\d+)\): error TS\d+: (.*)$/.exec(line) ?? [];
	const job = owners.get(folder);
	if (!job || message === undefined) return;
	const errors = found.get(job) ?? [];
	found.set(job, errors);
	if (errors.length < mostErrors)
		errors.push(`${file}:${row}:${column} ${message}`.slice(0, longest));
}
