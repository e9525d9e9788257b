import { readdirSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { nameMisconceptions } from "../../../src/course/checking/diagnose";
import type { ExerciseSuite } from "../../../src/course/checking/exercise";
import type { Implementation } from "../../../src/course/lesson";
import type { TestResult } from "../../../src/grading/job-verdict";
import { createJudge } from "../../../src/grading/judge/create-judge";
import type { Judge } from "../../../src/grading/judge/judge";
import { projectRoot } from "../../../src/project-root";

const seed = 4711;
const every = Number(process.env.EVERY_MISCONCEPTION ?? 6); // 1: all of them, which takes minutes
const ids = readdirSync(join(projectRoot, "solutions")).map((file) => file.replace(/\.ts$/, ""));
let judge: Judge;

beforeAll(async () => {
	judge = await createJudge({ seed, publicSeed: seed, isolation: "bubblewrap", lanes: 2 });
});
afterAll(() => judge.close());

describe("a misconception is called by its name through a jail as it is in this process:", () => {
	it.each(ids)("%s", { timeout: 600_000 }, async (id) => {
		const { suite } = (await import(`../../exercises/${id}.test.ts`)) as { suite: ExerciseSuite };
		const solution = (await import(`../../../solutions/${id}.ts`)) as Implementation;
		const chosen = suite.lesson.exercise.misconceptions.filter((_, i) => i % every === 0);
		await Promise.all(
			chosen.map(async (misconception) => {
				const text = await sourceOf(id, misconception.id, suite.lesson.exercise.functions);
				const file = `${id}.ts`;
				const job = { key: misconception.id, exercise: id, main: file, files: { [file]: text } };
				const { tests } = await judge.judge(job);
				const here = suite.run({ ...solution, ...misconception.wrong }, seed);
				const names = nameMisconceptions(here);
				expect(tests.map(described), misconception.id).toEqual(
					here.map(({ name, status }, i) => ({ name, status, misconception: names[i] })),
				);
			}),
		);
	});
});

const described = ({ name, status, misconception }: TestResult) => ({
	name,
	status,
	misconception,
});

/** A submission with a misconception, and the solution for whatever that does not concern. */
async function sourceOf(id: string, misconception: string, names: readonly string[]) {
	const { outputFiles } = await build({
		stdin: {
			contents: `
				import { misconceptions } from "./src/course/lessons/${id}/misconceptions";
				import * as solution from "./solutions/${id}";
				const { wrong } = misconceptions.find(({ id }) => id === "${misconception}");
				${names.map((name) => `export const ${name} = wrong.${name} ?? solution.${name};`).join("\n")}`,
			resolveDir: projectRoot,
		},
		alias: { "attention-lab": join(projectRoot, "src", "attention", "index.ts") },
		bundle: true,
		format: "esm",
		write: false,
	});
	return outputFiles[0]!.text;
}
