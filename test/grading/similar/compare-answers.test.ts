import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { lessons } from "../../../src/course";
import { type Answer, compareAnswers } from "../../../src/grading/similar/compare-answers";
import { projectRoot } from "../../../src/project-root";
import { honestAnswers } from "./honest-answers";
import { disguised, unusual } from "./unusual-answer";

const read = (path: string) => readFileSync(join(projectRoot, path), "utf8");
const stub = (id: string) => read(`src/course/originals/${id}.ts.txt`);
const solution = (id: string) => read(`solutions/${id}.ts`);
const known = [stub("05-attention"), solution("05-attention")];

const classOf = (texts: readonly string[]): Answer[] =>
	texts.map((text, i) => ({ student: `s${`${i}`.padStart(4, "0")}`, text }));

describe("compareAnswers", () => {
	it("finds a copy with other names, another order, another layout and no comments", () => {
		const answers = classOf([...honestAnswers(30, 1), unusual, disguised(unusual)]);
		const groups = compareAnswers(answers, known);
		expect(groups.map(({ students }) => students)).toEqual([["s0030", "s0031"]]);
		expect(groups[0]?.pairs[0]?.share).toBeGreaterThan(0.9);
	});

	it("calls it the same code when only names and layout differ", () => {
		const renamed = unusual.replace(/\b(norm|mixed|shrink)\b/g, "$1_of_mine").replace(/\t/g, "  ");
		const [group] = compareAnswers(classOf([...honestAnswers(30, 1), unusual, renamed]), known);
		expect(group?.students).toEqual(["s0030", "s0031"]);
		expect(group?.pairs[0]).toMatchObject({ kind: "same code", share: 1 });
	});

	it("finds a copy into which a few lines were worked", () => {
		const changed = disguised(unusual)
			.replace(
				"let my_top = -Infinity;",
				"let my_top = Number.NEGATIVE_INFINITY;\n        let seen = 0;",
			)
			.replace("continue;", "continue;\n            seen++;");
		const groups = compareAnswers(classOf([...honestAnswers(30, 2), unusual, changed]), known);
		expect(groups.map(({ students }) => students)).toEqual([["s0030", "s0031"]]);
		expect(groups[0]?.pairs[0]?.kind).toBe("alike");
		expect(groups[0]?.pairs[0]?.share).toBeGreaterThan(0.6);
	});

	it("shows where the passages stand", () => {
		const changed = unusual.replace(
			"weights.push(row.map((score, j) => (norm > 0 &&",
			"const open = mask?.[i] ?? row.map(() => true);\n\t\tconst isThere = (j: number) => open[j] === true && norm > 0;\n\t\tweights.push(row.map((score, j) => (isThere(j) &&",
		);
		const [group] = compareAnswers(classOf([...honestAnswers(30, 1), unusual, changed]), known);
		const { left, right, passages } = group!.pairs[0]!;
		const shown = (text: string, places: typeof passages.left) =>
			places.map(({ start, end }) => text.slice(start, end)).join("\n…\n");
		expect(shown(left.text, passages.left)).toContain("norm = norm * shrink + 1");
		expect(shown(right.text, passages.right)).toContain("norm = norm * shrink + 1");
		expect(shown(right.text, passages.right)).not.toContain("const isThere");
	});

	it.each([
		{ people: 10, classes: 5 },
		{ people: 20, classes: 3 },
		{ people: 40, classes: 2 },
		{ people: 150, classes: 1 },
	])(
		"finds nothing in honest answers of $people people, however ordinary they are",
		({ people, classes }) => {
			for (let seed = 1; seed <= classes; seed++) {
				const different = [...new Set(honestAnswers(people, seed))];
				expect(compareAnswers(classOf(different), known)).toEqual([]);
			}
		},
	);

	it.each(lessons.map(({ id }) => id))(
		"finds nothing in stubs and in the course's own solution of %s",
		(id) => {
			const answers = classOf([stub(id), stub(id), solution(id), solution(id)]);
			expect(compareAnswers(answers, [stub(id), solution(id)])).toEqual([]);
		},
	);

	it("finds the same bytes, however short and however many", () => {
		const short = "export const dot = (a, b) => 1;";
		const answers = classOf([short, short, ...honestAnswers(10, 3), short]);
		const [group, ...others] = compareAnswers(answers, known);
		expect(others).toEqual([]);
		expect(group?.students).toEqual(["s0000", "s0001", "s0012"]);
		expect(group?.pairs.map(({ kind }) => kind)).toEqual(["identical", "identical"]);
	});

	it("finds a long answer that a third of the class has, under other names", () => {
		const long = solution("17-kv-cache");
		const copies = [1, 2, 3, 4].map((i) => long.replace(/\b(cache|row|token)\b/g, `$1${i}`));
		const answers = classOf([...honestAnswers(8, 1), ...copies]);
		expect(compareAnswers(answers, [stub("17-kv-cache")])[0]?.students).toHaveLength(4);
	});

	it("says nothing of short answers that are alike", () => {
		const short = (name: string) =>
			`export const weightedSum = (${name}, v) => v[0].map((_, d) => ${name}.reduce((s, x, j) => s + x * v[j][d], 0));`;
		expect(compareAnswers(classOf([short("a"), short("w")]), [])).toEqual([]);
	});

	it("takes what is no TypeScript by its bytes", () => {
		const answers = classOf(["const = 1", "const = 1", "const = 2"]);
		expect(compareAnswers(answers, known).map(({ students }) => students)).toEqual([
			["s0000", "s0001"],
		]);
	});

	it("joins a chain of copies into one group", () => {
		const second = unusual.replace(
			"const root = Math.sqrt(q[0]!.length);",
			"const [first] = q;\n\tconst root = Math.sqrt(first!.length);",
		);
		const third = disguised(second);
		const groups = compareAnswers(
			classOf([...honestAnswers(30, 4), unusual, second, third]),
			known,
		);
		expect(groups.map(({ students }) => students)).toEqual([["s0030", "s0031", "s0032"]]);
	});

	it("is as fast as the class is large, not as its square", () => {
		const time = (people: number) => {
			const answers = classOf(honestAnswers(people, 5));
			const begin = process.cpuUsage();
			compareAnswers(answers, known);
			return process.cpuUsage(begin).user;
		};
		time(125); // warm
		expect(time(1000) / time(125)).toBeLessThan(24); // squared, it would be 64
	});
});
