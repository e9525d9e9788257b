import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";
import type { Lesson } from "../../course";
import { projectRoot } from "../../project-root";

/** An answer to an exercise, and what has to come of it. */
export interface SampleAnswer {
	/** The id of a misconception, or one of the two others. */
	readonly name: string;
	readonly is: "stub" | "solution" | "misconception";
	/** What a student would hand in. */
	readonly text: string;
}

/**
 * The answers to an exercise of which one knows what they are: the untouched stub, the solution, and
 * every misconception, written into a file as a student would hand it in.
 */
export async function sampleAnswers(lesson: Lesson): Promise<SampleAnswer[]> {
	const { id, exercise } = lesson;
	const [stub, solution, variants] = await Promise.all([
		read(`src/course/originals/${id}.ts.txt`),
		read(`solutions/${id}.ts`),
		bundledMisconceptions(id),
	]);
	return [
		{ name: "stub", is: "stub", text: stub },
		{ name: "solution", is: "solution", text: solution },
		...exercise.misconceptions.map(
			(misconception): SampleAnswer => ({
				name: misconception.id,
				is: "misconception",
				text: `${variants}\n${exportsOf(lesson, misconception.id)}`,
			}),
		),
	];
}

const read = (path: string): Promise<string> => readFile(join(projectRoot, path), "utf8");

/** A program that makes `course`, with every misconception of a lesson and its solution in it. */
async function bundledMisconceptions(id: string): Promise<string> {
	const { outputFiles } = await build({
		stdin: {
			contents: `export { misconceptions } from "./src/course/lessons/${id}/misconceptions";
				export * as solution from "./solutions/${id}";`,
			resolveDir: projectRoot,
		},
		alias: { "attention-lab": join(projectRoot, "src", "attention", "index.ts") },
		bundle: true,
		write: false,
		format: "iife",
		globalName: "course",
		target: "es2023",
		logLevel: "silent",
	});
	return `// @ts-nocheck\n${outputFiles[0]!.text}`;
}

/** Every function of the exercise: wrong where the misconception changes it, else right. */
function exportsOf({ exercise }: Lesson, misconception: string): string {
	const wrong = exercise.misconceptions.find(({ id }) => id === misconception)!.wrong;
	const lines = exercise.functions.map((name, i) => {
		const from =
			name in wrong
				? `course.misconceptions.find(({ id }) => id === ${JSON.stringify(misconception)}).wrong`
				: "course.solution";
		return `const answer${i} = ${from}.${name};\nexport { answer${i} as ${name} };`;
	});
	return `${lines.join("\n")}\n`;
}
