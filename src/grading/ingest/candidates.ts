import { posix } from "node:path";
import type { FoundFile } from "./found-files";

/**
 * The paths of files that may be the file of an exercise, the best first. Its name is the exercise's,
 * or what a browser, a system or Windows makes of it: "05-attention (1).ts", "05-attention-2.ts",
 * "05-attention - Copy.ts", "05-attention.ts.txt".
 *
 * The best is what lies in a folder `exercises`; then what lies highest; then what was changed last; then
 * what has the plain name. Where somebody handed in the whole course, its own `solutions`, `src` and
 * `test` are nobody's work.
 *
 * @param ending "ts" or "ipynb"
 */
export function candidates(
	exercise: string,
	ending: "ts" | "ipynb",
	files: ReadonlyMap<string, FoundFile>,
): string[] {
	const copy = String.raw`( ?\(\d+\)|[-_ ]\d+|( -)? copy( \(?\d+\)?)?)?`;
	const name = new RegExp(`^${exercise}${copy}\\.${ending}(\\.txt)?$`, "i");
	return [...files.keys()]
		.filter((path) => name.test(posix.basename(path)) && !isOfCourse(path, files))
		.map((path) => ({ path, rank: rank(path, exercise, files.get(path)?.modified) }))
		.sort((a, b) => compare(a.rank, b.rank) || (a.path < b.path ? -1 : 1))
		.map(({ path }) => path);
}

/** Whether a file lies in a folder of the course that stands beside its `exercises`. */
function isOfCourse(path: string, files: ReadonlyMap<string, FoundFile>): boolean {
	const [, root] = /^(|.*\/)(?:solutions|src|test)\//.exec(path) ?? [];
	return (
		root !== undefined && [...files.keys()].some((other) => other.startsWith(`${root}exercises/`))
	);
}

function rank(path: string, exercise: string, modified: Date | undefined): number[] {
	const folders = path.split("/").slice(0, -1);
	const name = posix.basename(path);
	return [
		folders.at(-1)?.toLowerCase() === "exercises" ? 0 : 1,
		/\.txt$/i.test(name) ? 1 : 0,
		folders.length,
		-(modified?.getTime() ?? 0),
		name === `${exercise}${posix.extname(name)}` ? 0 : 1,
	];
}

const compare = (a: readonly number[], b: readonly number[]): number =>
	a.map((value, i) => value - b[i]!).find((difference) => difference !== 0) ?? 0;
