import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { NotImplemented } from "attention-lab";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { nameMisconceptions } from "../../../src/course/checking/diagnose";
import type { ExerciseSuite } from "../../../src/course/checking/exercise";
import type { PropertyReport } from "../../../src/course/checking/report";
import type { Implementation } from "../../../src/course/lesson";
import { launchKernel } from "../../../src/kernel/launch";
import { executeNotebook } from "../../../src/notebook/execute-notebook";
import { formatNotebook } from "../../../src/notebook/format-notebook";
import type { CodeCell } from "../../../src/notebook/notebook";
import { parseNotebook } from "../../../src/notebook/parse-notebook";
import { readNotebook } from "../../../src/notebook/read-notebook";
import { projectRoot } from "../../../src/project-root";

export const tenSeeds = [1, 2, 3, 5, 8, 13, 21, 2017, 123_456_789, 2 ** 40];

interface Answers {
	readonly solution: Implementation;
	/** Right answers that look nothing like the solution, each named by how it is written. */
	readonly otherWays: Readonly<Record<string, Implementation>>;
	/** "misconception in function" → what that is called when the other functions are right. */
	readonly alone?: Readonly<Record<string, string>>;
}

/** What every check file keeps to: it lets right answers pass and calls wrong ones by their names. */
export function describeChecks(
	suite: ExerciseSuite,
	{ solution, otherWays, alone = {} }: Answers,
): void {
	const { id, exercise } = suite.lesson;

	describe(`the checks of ${id}`, () => {
		it("are worth the points of the exercise", () => {
			expect(suite.properties.reduce((sum, { points }) => sum + points, 0)).toBe(exercise.points);
		});

		it("give nothing for stubs, and call them not attempted", () => {
			const stubs = exercise.functions.map((name) => {
				const stub = () => {
					throw new NotImplemented(name, `exercises/${id}.ts`);
				};
				return [name, stub] as const;
			});
			const reports = suite.run(Object.fromEntries(stubs), 1);
			expect(reports.map(({ status }) => status)).toEqual(reports.map(() => "skipped"));
		});

		it.each(tenSeeds)("give the solution full points, seed %i", (seed) => {
			expect(notPassed(suite.run(solution, seed))).toEqual([]);
		});
	});

	describe(`a right answer to ${id} passes, whatever it looks like:`, () => {
		it("at least five of them are tried", () => {
			expect(Object.keys(otherWays).length).toBeGreaterThanOrEqual(5);
		});

		it.each(Object.entries(otherWays))("%s", (_, implementation) => {
			for (const seed of tenSeeds.slice(0, 3))
				expect(notPassed(suite.run(implementation, seed)), `seed ${seed}`).toEqual([]);
		});
	});

	describe(`a misconception of ${id} fails and is called by its name:`, { timeout: 60_000 }, () => {
		it.each(exercise.misconceptions.map(({ id, wrong }) => [id, wrong] as const))(
			"%s",
			(misconception, wrong) => {
				for (const [i, seed] of tenSeeds.entries()) {
					// what the other functions do was seen on this seed with the solution
					const concerned = i < 2 ? exercise.functions : Object.keys(wrong);
					const failed = failures(suite.run({ ...solution, ...wrong }, seed, concerned));
					expect(failed.length, `seed ${seed}: properties that fail`).toBeGreaterThan(0);
					expectToBeCalled(misconception, failed, `seed ${seed}`);
				}
			},
		);

		it("each function written wrongly by itself, too", () => {
			for (const { id: misconception, wrong } of exercise.misconceptions)
				for (const [name, one] of Object.entries(wrong)) {
					const failed = failures(suite.run({ ...solution, [name]: one }, 4));
					const when = `${misconception} in ${name}`;
					expectToBeCalled(alone[when] ?? misconception, failed, when);
				}
		});
	});
}

const notPassed = (reports: readonly PropertyReport[]) =>
	reports.filter(({ status }) => status !== "passed");

interface FailedProperty {
	readonly name: string;
	readonly status: string;
	/** The misconception that is named. */
	readonly called: string | undefined;
}

function failures(reports: readonly PropertyReport[]): FailedProperty[] {
	const names = nameMisconceptions(reports);
	return reports.flatMap(({ name, status }, i) =>
		status === "passed" ? [] : [{ name, status, called: names[i] }],
	);
}

/** Every property that fails is explained by this misconception. */
function expectToBeCalled(id: string, failed: readonly FailedProperty[], when: string): void {
	const expected = failed.map(({ name }) => ({ name, status: "failed", called: id }));
	expect(failed, when).toEqual(expected);
}

interface Expectations {
	/** Every number with a decimal point that the text states, and where it comes from. */
	readonly numbers: Readonly<Record<string, number | "not a result">>;
	/** The cells, besides "check", that show something else once the exercise is written. */
	readonly showingTheExercise?: readonly string[];
	/** The cells that show times, or hang on the last digit of a number: they run, and may fail, but are not kept. */
	readonly measuring?: readonly string[];
}

/** A notebook of the course, in its canonical form. */
export const readLesson = (id: string) => readNotebook(pathOf(id));

const pathOf = (id: string) => join(projectRoot, "notebooks", `${id}.ipynb`);

/** The file as git keeps it: a learner's own copy has outputs, and may. */
function keptText(id: string): string {
	const git = spawnSync("git", ["show", `:notebooks/${id}.ipynb`], {
		cwd: projectRoot,
		encoding: "utf8",
	});
	return git.status === 0 ? git.stdout : readFileSync(pathOf(id), "utf8");
}

/** All text of a notebook but its sources. */
export const proseOf = ({ cells }: Awaited<ReturnType<typeof readNotebook>>): string =>
	cells
		.filter(({ id, cell_type }) => cell_type === "markdown" && id !== "sources")
		.map(({ source }) => source)
		.join("\n");

/** What every notebook of the course keeps to; what its cells show is kept as a snapshot. */
export async function describeNotebook(id: string, expectations: Expectations): Promise<void> {
	const notebook = await readLesson(id);
	const codeCells = notebook.cells.filter(({ cell_type }) => cell_type === "code");

	describe(`the notebook ${id}`, () => {
		it("is kept in canonical form, without outputs", () => {
			const text = keptText(id);
			const kept = parseNotebook(text, id);
			expect(text).toBe(formatNotebook(kept));
			for (const cell of kept.cells)
				if (cell.cell_type === "code")
					expect(cell).toMatchObject({ outputs: [], execution_count: null });
		});

		it("has a readable id for each cell", () => {
			const ids = notebook.cells.map((cell) => cell.id);
			expect(new Set(ids).size).toBe(ids.length);
			for (const cellId of ids) expect(cellId).toMatch(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/);
		});

		it("asks for a prediction first, for the exercise and the quiz last", () => {
			expect(codeCells[0]?.id).toBe("predict");
			const asked = codeCells.map(({ source }) => source).join("\n");
			expect(asked).toMatch(`await check("${id}")`);
			expect(asked).toMatch(`quiz("${id}")`);
		});

		it("says before each code cell what to look for", () => {
			notebook.cells.forEach((cell, i) => {
				if (cell.cell_type !== "code" || cell.id.startsWith("quiz-answer")) return;
				expect(notebook.cells[i - 1]?.cell_type, cell.id).toBe("markdown");
			});
		});

		it("answers questions, explains its words and names its sources", () => {
			const ids = notebook.cells.map((cell) => cell.id);
			expect(ids.slice(-3)).toEqual(["questions", "glossary", "sources"]);
		});
	});

	describe(`the cells of ${id}`, () => {
		const skipped = new Set(["check", ...(expectations.showingTheExercise ?? [])]);
		const unsteady = new Set([...skipped, ...(expectations.measuring ?? [])]);
		const cells = notebook.cells.filter((cell) => !skipped.has(cell.id));
		const shown = new Map<string, string>();
		const kernel = launchKernel({ cwd: join(projectRoot, "notebooks") });

		beforeAll(async () => {
			const execution = await executeNotebook({ ...notebook, cells }, kernel);
			expect(execution.failure).toBeUndefined();
			for (const cell of execution.notebook.cells)
				if (cell.cell_type === "code") shown.set(cell.id, textOf(cell));
		}, 60_000);
		afterAll(() => kernel.shutdown());

		it.each(codeCells.map((cell) => cell.id).filter((cellId) => !unsteady.has(cellId)))(
			"%s shows what the lesson says",
			(cellId) => {
				expect(shown.get(cellId)).toMatchSnapshot();
			},
		);
	});

	it(`the prose of ${id} states no number that is not computed`, () => {
		const prose = proseOf(notebook);
		const stated = prose.match(/\d+\.\d+/g) ?? [];
		expect(stated.filter((text) => !(text in expectations.numbers))).toEqual([]);
		for (const [text, value] of Object.entries(expectations.numbers)) {
			expect(stated, "a number that is listed here but not stated").toContain(text);
			if (value === "not a result") continue;
			expect(value.toFixed(text.split(".")[1]!.length)).toBe(text);
		}
	});
}

function textOf({ outputs }: CodeCell): string {
	return outputs
		.map((output) => {
			if (output.output_type === "stream") return output.text;
			return output.output_type === "error" ? output.evalue : String(output.data["text/plain"]);
		})
		.join("\n");
}
