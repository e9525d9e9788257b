import { readdir, readFile } from "node:fs/promises";
import { isBuiltin } from "node:module";
import { join } from "node:path";
import { build, type Metafile } from "esbuild";
import { projectRoot } from "../../project-root";
import { sha256 } from "../sha256";

/** What asks the questions and makes verdicts of the answers, the same for every exercise. */
const judgeFolders = [
	"src/course/judge",
	"src/grading/judge",
	"src/grading/protocol",
	"src/grading/runner",
];

/**
 * By exercise: a digest of everything that its tests are made of: the check file, the lesson, the library, the
 * checking code and the judge, with the versions of the packages they use. What no test of the exercise reaches
 * does not change it; `exercises/` does not, because a submission takes its place.
 *
 * @param root the course's folder
 */
export async function suiteDigests(
	exercises: readonly string[],
	root: string = projectRoot,
): Promise<Record<string, string>> {
	const { inputs } = await importsOf(exercises.map(checkFile), root);
	const judge = await filesIn(judgeFolders, root);
	const contents = new Map<string, Promise<string>>();
	const digestOf = (path: string) => {
		const isFile = path in inputs || judge.includes(path);
		if (!contents.has(path))
			contents.set(path, isFile ? fileDigest(path, root) : packageVersion(path, root));
		return contents.get(path)!;
	};
	const entries = exercises.map(async (exercise) => {
		const paths = [...new Set([...reached(checkFile(exercise), inputs), ...judge])].sort();
		const lines = await Promise.all(paths.map(async (path) => `${path} ${await digestOf(path)}\n`));
		return [exercise, sha256(lines.join(""))] as const;
	});
	return Object.fromEntries(await Promise.all(entries));
}

const checkFile = (exercise: string): string => `test/exercises/${exercise}.test.ts`;

async function importsOf(entryPoints: string[], root: string): Promise<Metafile> {
	const { metafile } = await build({
		absWorkingDir: root,
		entryPoints,
		bundle: true,
		write: false,
		metafile: true,
		format: "esm",
		platform: "node",
		packages: "external",
		outdir: "never-written",
		logLevel: "silent",
	});
	return metafile;
}

/** A file and all that it imports, directly and indirectly, except what a submission stands in for. */
function reached(entry: string, inputs: Metafile["inputs"]): Set<string> {
	const seen = new Set<string>();
	const visit = (path: string) => {
		if (seen.has(path) || path.startsWith("exercises/")) return;
		seen.add(path);
		for (const imported of inputs[path]?.imports ?? []) visit(imported.path);
	};
	visit(entry);
	return seen;
}

async function filesIn(folders: readonly string[], root: string): Promise<string[]> {
	const lists = folders.map(async (folder) => {
		const entries = await readdir(join(root, folder), { withFileTypes: true }).catch(() => []);
		return entries.filter((entry) => entry.isFile()).map(({ name }) => `${folder}/${name}`);
	});
	return (await Promise.all(lists)).flat();
}

const fileDigest = async (path: string, root: string): Promise<string> =>
	sha256(await readFile(join(root, path)));

async function packageVersion(specifier: string, root: string): Promise<string> {
	if (isBuiltin(specifier)) return "part of Node.js";
	const name = specifier.match(/^(@[^/]+\/)?[^/]+/)?.[0] ?? specifier;
	const manifest = await readFile(join(root, "node_modules", name, "package.json"), "utf8");
	return `${(JSON.parse(manifest) as { version: string }).version}`;
}
