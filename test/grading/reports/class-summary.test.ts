import { afterAll, describe, expect, it } from "vitest";
import { classFigures } from "../../../src/grading/reports/class-figures";
import { classSummary } from "../../../src/grading/reports/class-summary";
import { type GradedClass, readGradedClass } from "../../../src/grading/reports/graded-class";
import { hostileText, removeSampleRuns, sampleClass, writeSampleRun } from "../sample-results";

const graded = await readGradedClass(await writeSampleRun());
const summary = classSummary(graded);
const total = (bins: readonly { students: number }[]) =>
	bins.reduce((sum, { students }) => sum + students, 0);

afterAll(removeSampleRuns);

describe("the summary of a class", () => {
	it("counts grades that are known, and takes nothing else for a zero", () => {
		const known = sampleClass().grades.flatMap(({ grade }) => grade ?? []);
		expect(summary).toMatchObject({ students: 30, graded: 28, maxPoints: 25 });
		expect(summary.mean).toBeCloseTo(known.reduce((a, b) => a + b) / 28);
		expect(total(summary.distribution)).toBe(28);
		expect(total(summary.lateness)).toBe(30);
	});

	it("counts a full grade in the last part, and one of nothing in the first", () => {
		const students = [0, 25, 12.5].map((grade) => ({
			...graded.students[0]!,
			grade: { ...graded.students[0]!.grade, grade },
		}));
		const counts = classSummary({ ...graded, students }).distribution.map((bin) => bin.students);
		expect(counts).toEqual([1, 0, 0, 0, 0, 1, 0, 0, 0, 1]);
	});

	it("leaves exercises without a verdict out of the pass rates", () => {
		expect(summary.states).toEqual({
			graded: 87,
			"student-error": 1,
			ungradable: 1,
			"infra-error": 1,
		});
		expect(summary.exercises.map(({ judged }) => judged)).toEqual([30, 28, 30]);
	});

	it("counts a student once for a misconception, the most frequent first", () => {
		const counts = summary.misconceptions.map(({ students }) => students);
		expect(counts).toEqual(counts.toSorted((a, b) => b - a));
		expect(Math.max(...counts)).toBeLessThanOrEqual(30);
		expect(summary.misconceptions[0]!.explanation.length).toBeGreaterThan(50);
	});

	it("is made of a class of which nothing is known", () => {
		const nobody: GradedClass = { students: [], exercises: [], maxPoints: 0, quarantine: [] };
		expect(classSummary(nobody)).toMatchObject({ students: 0, mean: null, median: null });
		expect(classFigures(classSummary(nobody)).length).toBeGreaterThan(2);
	});
});

describe("the figures of a class", () => {
	const figures = classFigures(summary);

	it("have alt text, and every number in a table", () => {
		for (const { figure } of figures) {
			expect(figure.alt.length).toBeGreaterThan(30);
			expect(figure.table.rows.length).toBeGreaterThan(0);
			for (const row of figure.table.rows) expect(row.length).toBe(figure.table.header.length);
		}
	});

	it("show the hardest exercise first, and the pass rate of every test", () => {
		const hardest = figures.find(({ title }) => title.startsWith("Exercises"))!.figure.table.rows;
		const shares = hardest.map(([, share]) => Number.parseInt(share!, 10));
		expect(shares).toEqual(shares.toSorted((a, b) => a - b));
		const tests = figures.filter(({ title }) => title.startsWith("What passed"));
		expect(tests.flatMap(({ figure }) => figure.table.rows).length).toBe(11);
	});

	it("show labels as text, also what looks like HTML to plotly.js", () => {
		const [exercise] = summary.exercises;
		const tests = [{ name: hostileText, passed: 1 }];
		const figure = classFigures({ ...summary, exercises: [{ ...exercise!, tests }] }).at(
			-1,
		)!.figure;
		expect(JSON.stringify(figure.layout.annotations)).not.toMatch(/<(script|img)/);
	});
});
