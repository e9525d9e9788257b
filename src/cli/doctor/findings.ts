import { mkdir, readdir, rm, stat, statfs, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import process from "node:process";
import { engines } from "../../../package.json";
import { defaultPort } from "../../app/server/lab-server";
import { check, closeJudge, lessons, stateDirectory } from "../../course";
import { hasSolutions } from "../../course/has-solutions";
import { launchKernel } from "../../kernel/launch";
import { projectRoot } from "../../project-root";
import { type Finding, finding } from "./finding";
import { comparePackages } from "./installed-packages";

const reinstall = `Run "npm ci" in ${projectRoot}.`;

/** Looks at everything the course needs, one thing after the other. */
export async function* findings(): AsyncGenerator<Finding> {
	yield await finding("Node", "", node);
	yield await finding("packages", reinstall, packages);
	yield await finding(
		"build",
		`Run "npm run build" in ${projectRoot} and read what it says.`,
		build,
	);
	yield await finding(
		"course files",
		"Get a fresh copy of the course beside this one.",
		courseFiles,
	);
	yield await writable("exercises", join(projectRoot, "exercises"), "Your code cannot be saved.");
	yield await writable("progress", stateDirectory(), "Your progress cannot be saved.");
	yield await finding("disk", "Make room on this disk.", disk);
	yield await finding("port", "", port);
	yield await finding("kernel", reinstall, kernel);
	yield await finding("checks", reinstall, checks);
}

async function node(): Promise<string> {
	return `${process.versions.node} (needed: ${engines.node})`; // the launcher lets no older one in
}

async function packages(): Promise<string> {
	const { right, wrong } = await comparePackages();
	if (wrong.length === 0) return `all ${right} are installed as package-lock.json says`;
	const some = wrong.slice(0, 3).join(", ");
	throw new Error(
		`${wrong.length} are missing or of another version than package-lock.json says: ${some}${wrong.length > 3 ? ", …" : ""}`,
	);
}

async function build(): Promise<string> {
	const { mtime } = await stat(join(projectRoot, ".build", "stamp"));
	return `up to date, compiled ${mtime.toLocaleString()}`; // the launcher compiles what has changed
}

async function courseFiles(): Promise<string> {
	const missing: string[] = [];
	for (const [folder, extension] of [
		["notebooks", ".ipynb"],
		["exercises", ".ts"],
		...(hasSolutions() ? [["solutions", ".ts"] as const] : []),
		["test/exercises", ".test.ts"],
	] as const) {
		const names = new Set(await readdir(join(projectRoot, folder)));
		for (const { id } of lessons)
			if (!names.has(id + extension)) missing.push(`${folder}/${id}${extension}`);
	}
	if (missing.length > 0) throw new Error(`missing: ${missing.join(", ")}`);
	return `${lessons.length} of ${lessons.length} lessons are complete`;
}

function writable(name: string, folder: string, consequence: string): Promise<Finding> {
	const advice = `${consequence} Give yourself permission to write in ${folder}.`;
	return finding(name, advice, async () => {
		await mkdir(folder, { recursive: true });
		const probe = join(folder, `.doctor-${process.pid}`);
		await writeFile(probe, "The doctor was here.");
		await rm(probe);
		return `${folder} can be written`;
	});
}

async function disk(): Promise<string> {
	const { bavail, bsize } = await statfs(projectRoot);
	const free = (bavail * bsize) / 1e6;
	if (free < 100) throw new Error(`only ${Math.floor(free)} MB are free`);
	return `${free < 10_000 ? `${Math.floor(free)} MB` : `${Math.floor(free / 1000)} GB`} are free`;
}

async function port(): Promise<string | Omit<Finding, "name">> {
	const isFree = await new Promise<boolean>((resolve) => {
		const server = createServer();
		server.once("error", () => resolve(false));
		server.listen(defaultPort, "127.0.0.1", () => server.close(() => resolve(true)));
	});
	if (isFree) return `${defaultPort} is free for the lab`;
	return {
		state: "note",
		says: `${defaultPort} is in use, perhaps by the lab itself; "npm start" takes another one`,
	};
}

async function kernel(): Promise<string> {
	const start = performance.now();
	const running = launchKernel({ cwd: projectRoot });
	try {
		await within(30, "the kernel did not become ready", running.ready);
		return `ready after ${seconds(start)}`;
	} finally {
		await running.shutdown();
	}
}

/** The checks work when a solution passes its own, or, in an edition without, when nothing is missing of the empty exercise. */
async function checks(): Promise<string> {
	const start = performance.now();
	const { id } = lessons[0]!;
	try {
		if (!hasSolutions()) {
			const original = join(projectRoot, "src", "course", "originals", `${id}.ts.txt`);
			const { tests } = await check(id, { file: original });
			const wrong = tests.find(({ status }) => status !== "skipped");
			if (wrong) throw new Error(`the empty exercise of ${id} is not seen as empty: ${wrong.name}`);
			return `the empty exercise of ${id} is seen as empty, after ${seconds(start)}`;
		}
		const verdict = await check(id, { file: join(projectRoot, "solutions", `${id}.ts`) });
		if (!verdict.passed) throw new Error(`the solution of ${id} does not pass:\n${verdict}`);
		return `the solution of ${id} passes, after ${seconds(start)}`;
	} finally {
		closeJudge();
	}
}

async function within<T>(limit: number, complaint: string, work: Promise<T>): Promise<T> {
	let timer: NodeJS.Timeout | undefined;
	const late = new Promise<never>((_, reject) => {
		timer = setTimeout(() => reject(new Error(`${complaint} within ${limit} s`)), limit * 1000);
	});
	return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

const seconds = (start: number): string => `${((performance.now() - start) / 1000).toFixed(1)} s`;
