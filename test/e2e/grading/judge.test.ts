import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { JobVerdict } from "../../../src/grading/job-verdict";
import { createJudge } from "../../../src/grading/judge/create-judge";
import type { Judge } from "../../../src/grading/judge/judge";
import { projectRoot } from "../../../src/project-root";
import { rightAnswer } from "../../grading/corpus/entry";

const ids = readdirSync(join(projectRoot, "solutions")).map((file) => file.replace(/\.ts$/, ""));
const textOf = (folder: string, id: string) =>
	readFileSync(
		join(projectRoot, folder, folder === "solutions" ? `${id}.ts` : `${id}.ts.txt`),
		"utf8",
	);
let judge: Judge;

const verdict = (exercise: string, text: string): Promise<JobVerdict> => {
	const main = `${exercise}.ts`;
	return judge.judge({
		key: `${exercise} ${text.length}`,
		exercise,
		main,
		files: { [main]: text },
	});
};

beforeAll(async () => {
	judge = await createJudge({ seed: 2 ** 45 + 11, isolation: "bubblewrap", lanes: 2 });
});
afterAll(() => judge.close());

describe("through a jail,", () => {
	it.each(ids)("the solution of %s gets all points and the stub none", async (id) => {
		const [solution, stub] = await Promise.all([
			verdict(id, textOf("solutions", id)),
			verdict(id, textOf(join("src", "course", "originals"), id)),
		]);
		expect(solution).toMatchObject({ state: "graded", isolation: "bubblewrap" });
		expect(solution.tests.filter(({ status }) => status !== "passed")).toEqual([]);
		expect(solution.points).toBe(solution.maxPoints);
		expect(stub).toMatchObject({ state: "graded", points: 0, notAttempted: true });
	});

	it("what crashes the compiler harms nobody else, and is refused", async () => {
		const deep = `${rightAnswer}\nconst x = ${"(".repeat(200_000)}1${")".repeat(200_000)};`;
		const [right, crashing] = await Promise.all([
			verdict("02-softmax", rightAnswer),
			verdict("02-softmax", deep),
		]);
		expect(right).toMatchObject({ state: "graded", points: 10 });
		expect(crashing).toMatchObject({ state: "student-error", points: 0 });
		expect(crashing.problem).toMatch(/cannot be compiled/);
	});
});
