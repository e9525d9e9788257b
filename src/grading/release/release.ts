import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { lessons } from "../../course";
import { makeFolder } from "../../files/make-folder";
import { projectRoot } from "../../project-root";
import { GradingError } from "../grading-error";
import { readSettings } from "../run/run-settings";
import { type Leak, leaks } from "./leaks";
import { studentFiles } from "./student-files";

export interface ReleaseOptions {
	/** A folder that is empty or not there. */
	readonly out: string;
	/** Output folders of runs whose seed nobody may find. */
	readonly secret?: readonly string[];
}

export interface Release {
	readonly folder: string;
	readonly files: number;
	/** How many functions of how many solutions, and how many seeds, were looked for in every file. */
	readonly solutions: number;
	readonly seeds: number;
}

/** Something secret would have been handed out. */
export class ReleaseLeak extends Error {
	override readonly name = "ReleaseLeak";
	constructor(readonly leaks: readonly Leak[]) {
		const list = leaks.slice(0, 20).map(({ path, what }) => `  ${path}: ${what}`);
		super(
			`Nothing was written, because the student edition would give something away:\n${list.join("\n")}\nRemove it there, and release again.`,
		);
	}
}

/**
 * Writes the student edition of the course: exercises, notebooks, library and checks; no solutions, no
 * history, nothing of any grading. The same course gives the same files.
 *
 * @throws GradingError, ReleaseLeak; nothing is written then
 */
export async function release({ out, secret = [] }: ReleaseOptions): Promise<Release> {
	await requireEmpty(out);
	const seeds = new Map(await Promise.all(secret.map(seedOf)));
	const solutions = new Map(await Promise.all(lessons.map(({ id }) => solutionOf(id))));
	const files = await studentFiles();
	const found = leaks(files, { solutions, seeds });
	if (found.length > 0) throw new ReleaseLeak(found);
	try {
		for (const [path, contents] of files) {
			const file = join(out, path);
			await mkdir(dirname(file), { recursive: true });
			await writeFile(file, contents, { flag: "wx" });
		}
	} catch (error) {
		throw new GradingError(
			`${out} cannot be written: ${(error as Error).message}. It is incomplete: remove it, and release again.`,
		);
	}
	return { folder: out, files: files.size, solutions: solutions.size, seeds: seeds.size };
}

async function requireEmpty(out: string): Promise<void> {
	try {
		await makeFolder(out);
	} catch (error) {
		throw new GradingError(`${out} cannot be made: ${(error as Error).message}.`);
	}
	if ((await readdir(out)).length > 0)
		throw new GradingError(
			`${out} is not empty. Give --out a new folder: what a student gets should hold nothing else.`,
		);
}

/** A short seed stands in many files by chance, and is soon guessed. */
async function seedOf(folder: string): Promise<[string, number]> {
	const { seed } = await readSettings(folder);
	if (seed < 100_000)
		throw new GradingError(
			`The seed of ${folder} is ${seed}: so short a number is guessed soon, and cannot be looked for. Grade with a secret one: leave --seed away.`,
		);
	return [folder, seed];
}

async function solutionOf(id: string): Promise<[string, string]> {
	const path = `solutions/${id}.ts`;
	try {
		return [path, await readFile(join(projectRoot, path), "utf8")];
	} catch {
		throw new GradingError(
			`${path} is not there: this is a student edition already, or incomplete. Release from the teacher's edition.`,
		);
	}
}
