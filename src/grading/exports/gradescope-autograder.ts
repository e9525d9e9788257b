import { lstat, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { ZipFile } from "yazl";
import { lessons } from "../../course";
import { projectRoot } from "../../project-root";
import { GradingError } from "../grading-error";
import { readSettings } from "../run/run-settings";
import type { ExportOptions } from "./exported";
import { lintAutograder } from "./lint-autograder";
import { problemText } from "./problem";
import { runAutograderScript } from "./run-autograder-script";
import { setupScript } from "./setup-script";

/** What learners begin with: their own answers in `exercises/` do not belong into the zip. */
const originals = join(projectRoot, "src", "course", "originals");

/** Of the course, what grading needs besides. */
const parts = ["package.json", "package-lock.json", "tsconfig.json", "src", "test/exercises"];

/**
 * The zip for Gradescope's "Configure autograder": `setup.sh` installs Node.js and the course, which lies
 * in the zip; `run_autograder` grades one submission with this run's seed and exercises.
 * Source: https://gradescope-autograders.readthedocs.io/en/latest/specs/
 *
 * @throws GradingError when there was no run, or the course here is not whole
 */
export async function gradescopeAutograder({ out, unsafe }: ExportOptions): Promise<Uint8Array> {
	const { seed, exercises } = await readSettings(out);
	const scripts = {
		"setup.sh": setupScript,
		run_autograder: runAutograderScript({
			exercises: exercises.map(({ exercise }) => exercise),
			unsafe: unsafe ?? false,
		}),
		seed: `${seed}\n`,
	};
	const problems = lintAutograder(scripts);
	if (problems.length > 0)
		throw new GradingError(`The autograder is not right: ${problems.map(problemText).join("; ")}`);
	const zip = new ZipFile();
	for (const [name, text] of Object.entries(scripts))
		zip.addBuffer(Buffer.from(text), name, {
			...fixed,
			mode: name === "seed" ? 0o100600 : 0o100755,
		});
	for (const path of await filesOf(parts))
		zip.addBuffer(await readFile(join(projectRoot, path)), `course/${path}`, fixed);
	for (const { id } of lessons)
		zip.addBuffer(
			await readFile(join(originals, `${id}.ts.txt`)),
			`course/exercises/${id}.ts`,
			fixed,
		);
	zip.end();
	return contentsOf(zip);
}

/** The same bytes whenever it is made. */
const fixed = { mtime: new Date("2020-01-01T00:00:00Z"), forceDosTimestamp: true, mode: 0o100644 };

async function filesOf(paths: readonly string[]): Promise<string[]> {
	const found = await Promise.all(
		paths.map(async (path): Promise<string[]> => {
			const entry = await lstat(join(projectRoot, path)).catch(() => {
				throw new GradingError(
					`${path} is not in ${projectRoot}: the autograder needs the course's sources. Make it in a clone of the repository.`,
				);
			});
			if (entry.isFile()) return [path];
			const inside = entry.isDirectory() ? await readdir(join(projectRoot, path)) : [];
			return filesOf(inside.sort().map((name) => `${path}/${name}`));
		}),
	);
	return found.flat();
}

async function contentsOf(zip: ZipFile): Promise<Uint8Array> {
	const chunks: Buffer[] = [];
	for await (const chunk of zip.outputStream) chunks.push(chunk as Buffer);
	return Buffer.concat(chunks);
}
