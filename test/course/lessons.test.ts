import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as library from "../../src/attention";
import type { ExerciseSuite } from "../../src/course/checking/exercise";
import { sourceProblem } from "../../src/course/judge/source-problem";
import type { Implementation, Lesson } from "../../src/course/lesson";
import { lessons } from "../../src/course/lessons";
import { readNotebook } from "../../src/notebook/read-notebook";
import { projectRoot } from "../../src/project-root";

const unusualSeeds = [0, 2 ** 40, 2 ** 53 - 1];

const views = [
	["notebooks", ".ipynb"],
	["exercises", ".ts"],
	["solutions", ".ts"],
	["test/exercises", ".test.ts"],
	["src/course/originals", ".ts.txt"],
] as const;

const read = (path: string) => readFileSync(join(projectRoot, path), "utf8");

describe("the course", () => {
	it.each(views)("has in %s one file for each lesson, and no other", (folder, extension) => {
		const ids = lessons.map(({ id }) => id + extension);
		const files = readdirSync(join(projectRoot, folder)).filter((name) => /^\d\d-/.test(name));
		expect(files.sort()).toEqual(ids.sort());
	});

	it("gives a hundred points in each half", () => {
		const points = (from: number, to: number) =>
			lessons.slice(from, to).reduce((sum, { exercise }) => sum + exercise.points, 0);
		expect([points(0, 9), points(9, 18)]).toEqual([100, 100]);
	});

	it("numbers its lessons in order", () => {
		const ids = lessons.map(({ id }) => id);
		expect(ids).toEqual([...ids].sort());
		for (const id of ids) expect(id).toMatch(/^\d\d(-[a-z0-9]+)+$/);
	});
});

describe.each(lessons.map((lesson) => [lesson.id, lesson] as const))("%s", (id, lesson) => {
	const { exercise, quiz } = lesson;
	let suite: ExerciseSuite;
	let solution: Implementation;
	let original: Implementation;
	let folder: string;

	beforeAll(async () => {
		({ suite } = await import(`../exercises/${id}.test.ts`));
		solution = await import(`../../solutions/${id}.ts`);
		folder = await mkdtemp(join(tmpdir(), "original-"));
		const file = join(folder, "original.ts");
		await writeFile(file, read(`src/course/originals/${id}.ts.txt`));
		original = await import(/* @vite-ignore */ file);
	});
	afterAll(() => rm(folder, { recursive: true }));

	it("is examined by a check file of its own, whose points sum to the exercise's", () => {
		expect(suite.lesson).toBe(lesson);
		const points = suite.properties.reduce((sum, property) => sum + property.points, 0);
		expect(points).toBe(exercise.points);
	});

	it("has a property for every function, and a function for every property", () => {
		const examined = new Set(suite.properties.map((property) => property.of));
		expect([...examined].sort()).toEqual([...exercise.functions].sort());
	});

	it("has these functions in the solution and, as stubs, in the original", () => {
		expect(Object.keys(solution).sort()).toEqual([...exercise.functions].sort());
		expect(Object.keys(original).sort()).toEqual([...exercise.functions].sort());
	});

	it("has a solution that hands in nobody else's answer", () => {
		const file = join(projectRoot, "exercises", `${id}.ts`);
		const text = read(`solutions/${id}.ts`);
		expect(sourceProblem({ text, file, label: id }, lesson)).toBeUndefined();
	});

	it("refuses the library's own answer, and says so", () => {
		const file = join(projectRoot, "exercises", `${id}.ts`);
		for (const name of exercise.functions.filter((name) => name in library)) {
			const texts = [
				`export { ${name} } from "attention-lab";`,
				`import { ${name} as own } from "attention-lab"; export const ${name} = own;`,
			];
			for (const text of texts)
				expect(sourceProblem({ text, file, label: id }, lesson)?.summary).toContain(
					`the library's own \`${name}\``,
				);
		}
	});

	it("says in its exercise what may be imported", () => {
		for (const name of exercise.allowedImports) {
			expect(library).toHaveProperty(name);
			expect(exercise.functions).not.toContain(name);
			expect(read(`src/course/originals/${id}.ts.txt`)).toContain(name);
		}
	});

	it.each(unusualSeeds)("gives the solution all points, seed %i", (seed) => {
		for (const { status, name } of suite.run(solution, seed)) expect(status, name).toBe("passed");
	});

	it("gives the untouched exercise no points", () => {
		for (const { status } of suite.run(original, 1)) expect(status).toBe("skipped");
	});

	it("has its checks tried out: on the solution, other right answers and every misconception", () => {
		expect(read(`test/course/lessons/${id}.test.ts`)).toContain("describeChecks(suite, {");
	});

	it("has misconceptions of different names, about functions of the exercise", () => {
		const ids = exercise.misconceptions.map((misconception) => misconception.id);
		expect(new Set(ids).size).toBe(ids.length);
		for (const { wrong } of exercise.misconceptions) {
			expect(Object.keys(wrong).length).toBeGreaterThan(0);
			for (const name of Object.keys(wrong)) expect(exercise.functions).toContain(name);
		}
	});

	it("is the notebook that leads to the lessons before and after it", async () => {
		const { cells } = await readNotebook(join(projectRoot, "notebooks", `${id}.ipynb`));
		const number = Number(id.slice(0, 2));
		for (const neighbour of lessons) {
			if (Math.abs(Number(neighbour.id.slice(0, 2)) - number) !== 1) continue;
			expect(cells[0]?.source).toContain(`](${neighbour.id}.ipynb)`);
		}
	});

	it("asks two to four questions, each with one right choice and a word on every choice", () => {
		expect(quiz.length).toBeGreaterThanOrEqual(2);
		expect(quiz.length).toBeLessThanOrEqual(4);
		for (const { choices } of quiz) {
			expect(choices.filter(({ right }) => right)).toHaveLength(1);
			for (const { because } of choices) expect(because.length).toBeGreaterThan(20);
		}
	});

	it("is the notebook that imports its exercise and checks it", () => {
		const notebook = read(`notebooks/${id}.ipynb`);
		expect(notebook).toContain(`check(\\"${id}\\")`);
		expect(notebook).toContain(`exercises/${id}`);
	});

	it.skipIf(!isCommitted(lesson))("has as original what is committed as its exercise", () => {
		expect(committed(lesson), `cp exercises/${id}.ts src/course/originals/${id}.ts.txt`).toBe(
			read(`src/course/originals/${id}.ts.txt`),
		);
	});
});

/** Whether this is a checkout with its history, which a downloaded copy is not. */
function isCommitted(lesson: Lesson): boolean {
	if (!existsSync(join(projectRoot, ".git"))) return false;
	return committed(lesson) !== undefined;
}

function committed({ id }: Lesson): string | undefined {
	try {
		return execFileSync("git", ["show", `HEAD:exercises/${id}.ts`], {
			cwd: projectRoot,
			encoding: "utf8",
			stdio: ["ignore", "pipe", "ignore"],
		});
	} catch {
		return undefined;
	}
}
