import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { lessons } from "../../course";
import { formatNotebook } from "../../notebook/format-notebook";
import { parseNotebook } from "../../notebook/parse-notebook";
import { projectRoot } from "../../project-root";
import { studentPackage } from "./student-package";
import { studentReadme } from "./student-readme";

/** What is taken as it is: what the course runs on, and tests that show nobody's answer. */
const folders = [
	...["src", "notebooks/texts", "test/exercises"],
	...["test/attention", "test/notebook", "test/oracles", "test/plots", "test/tensor"],
];
const files = [
	...[".editorconfig", ".gitattributes", ".gitignore", "LICENSE", "package-lock.json"],
	...["tsconfig.json", "notebooks/README.md", "test/build-first.ts", "test/vitest.config.ts"],
];

/**
 * Every file of the student edition: path → contents, in order. Exercises are the empty ones, notebooks
 * are those of the course and without outputs; nothing else of `exercises/` or `notebooks/` is taken.
 */
export async function studentFiles(): Promise<Map<string, Uint8Array>> {
	const inFolders = await Promise.all(folders.map(filesBelow));
	const asTheyAre = [...files, ...inFolders.flat()];
	const entries: [string, Uint8Array][] = [
		...(await Promise.all(asTheyAre.map(async (path) => [path, await read(path)] as const))),
		...(await Promise.all(lessons.map(({ id }) => exercise(id)))),
		...(await Promise.all([...lessons.map(({ id }) => id), "questions"].map(notebook))),
		["README.md", encoded(studentReadme(await readText("README.md")))],
		["package.json", encoded(studentPackage(await readText("package.json")))],
	].map(([path, contents]) => [path as string, contents as Uint8Array]);
	return new Map(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

async function exercise(id: string): Promise<[string, Uint8Array]> {
	return [`exercises/${id}.ts`, await read(`src/course/originals/${id}.ts.txt`)];
}

async function notebook(id: string): Promise<[string, Uint8Array]> {
	const path = `notebooks/${id}.ipynb`;
	const { cells, ...rest } = parseNotebook(await readText(path), path);
	const cleared = cells.map((cell) =>
		cell.cell_type === "code" ? { ...cell, execution_count: null, outputs: [] } : cell,
	);
	return [path, encoded(formatNotebook({ ...rest, cells: cleared }))];
}

/** Paths from the project's root; what is hidden or installed is left out. */
async function filesBelow(folder: string): Promise<string[]> {
	const entries = await readdir(join(projectRoot, folder), { withFileTypes: true });
	const paths = entries
		.filter(({ name }) => !name.startsWith(".") && name !== "node_modules")
		.map((entry) => {
			const path = `${folder}/${entry.name}`;
			return entry.isDirectory() ? filesBelow(path) : entry.isFile() ? [path] : [];
		});
	return (await Promise.all(paths)).flat();
}

const read = (path: string): Promise<Uint8Array> => readFile(join(projectRoot, path));
const readText = async (path: string): Promise<string> => readFile(join(projectRoot, path), "utf8");
const encoded = (text: string): Uint8Array => new TextEncoder().encode(text);
