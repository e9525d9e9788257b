import { join as joinPath } from "node:path";
import { dirname, join, normalize } from "node:path/posix";
import { build } from "esbuild";
import { moduleRunnerTransform, transformWithOxc } from "vite";
import type { Failure } from "../../course/checking/failure";
import { type Source, sourceProblem } from "../../course/judge/source-problem";
import type { Lesson } from "../../course/lesson";
import { projectRoot } from "../../project-root";
import type { Job } from "../job";
import type { Module, Program } from "../protocol/program";

/** A program and the source map of each of its modules; or why there is none. */
export type Compiled =
	| { readonly program: Program; readonly maps: Readonly<Record<string, string>> }
	| { readonly problem: Failure };

const libraryId = "attention-lab";
const libraryNames = new Map<string, Promise<string>>();

/** Compiles what a student handed in: the exercise file, and what it reaches in the files beside it. */
export async function compileProgram(job: Job, lesson: Lesson): Promise<Compiled> {
	const modules: Record<string, Module> = {};
	const maps: Record<string, string> = {};
	const waiting = [job.main];
	for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
		if (modules[id]) continue;
		const source = sourceOf(job, id);
		const problem = sourceProblem(source, lesson);
		if (problem) return { problem: { ...problem, ...placeFrom(problem, source) } };
		const { code, map, specifiers } = await compileModule(id, source.text);
		const imports: Record<string, string> = {};
		for (const specifier of specifiers) {
			const target = targetOf(job, id, specifier);
			if (target === undefined) continue;
			imports[specifier] = target;
			if (target !== libraryId) waiting.push(target);
		}
		modules[id] = { code, imports };
		maps[id] = map;
	}
	if (Object.values(modules).some(({ imports }) => Object.values(imports).includes(libraryId)))
		modules[libraryId] = { code: await libraryOf(lesson), imports: {} };
	return { program: { main: job.main, modules }, maps };
}

/** As if it stood among the exercises, from where nothing of the course can be reached. */
const sourceOf = (job: Job, id: string): Source => ({
	text: job.files[id] ?? "",
	file: joinPath(projectRoot, "exercises", id),
	label: id,
});

const placeFrom = ({ place }: Failure, { label }: Source) => (place ? { place } : { place: label });

async function compileModule(id: string, text: string) {
	const plain = await transformWithOxc(text, id.endsWith(".js") ? "file.js" : "file.ts", {
		sourcemap: true,
		target: "esnext",
		typescript: { onlyRemoveTypeImports: true }, // as for the learner: an import that leads nowhere is told
	});
	const linked = await moduleRunnerTransform(plain.code, plain.map as never, id, text);
	if (!linked) throw new Error(`${id} could not be compiled`);
	return {
		code: linked.code,
		map: JSON.stringify({ ...(linked.map as object), sourcesContent: undefined }),
		specifiers: [...(linked.deps ?? []), ...(linked.dynamicDeps ?? [])],
	};
}

/** The module that an import leads to: the library, or a file that was handed in, too. */
function targetOf({ files }: Job, from: string, specifier: string): string | undefined {
	if (specifier === libraryId) return libraryId;
	if (!specifier.startsWith(".")) return undefined;
	const path = normalize(join(dirname(from), specifier));
	const endings = ["", ".ts", ".js", "/index.ts", "/index.js"];
	const bare = path.replace(/\.js$/, "");
	return [...endings.map((ending) => `${path}${ending}`), `${bare}.ts`].find((candidate) =>
		Object.hasOwn(files, candidate),
	);
}

/** Those functions of the library that a lesson allows, and what they stand on; nothing else is in the text. */
function libraryOf({ id, exercise }: Lesson): Promise<string> {
	const known = libraryNames.get(id);
	if (known) return known;
	const names = [...exercise.allowedImports, "NotImplemented", "ShapeError"];
	const made = build({
		stdin: {
			contents: `export { ${names.join(", ")} } from "./index";`,
			resolveDir: joinPath(projectRoot, "src", "attention"),
			loader: "ts",
		},
		bundle: true,
		format: "esm",
		target: "es2023",
		write: false,
		logLevel: "silent",
	}).then(async ({ outputFiles }) => (await compileModule(libraryId, outputFiles[0]!.text)).code);
	libraryNames.set(id, made);
	return made;
}
