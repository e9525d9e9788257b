import { describe, expect, it } from "vitest";
import type * as solution from "../../../solutions/02-softmax";
import { findLesson } from "../../../src/course";
import { GradingError } from "../../../src/grading/grading-error";
import type { JobVerdict, TestResult } from "../../../src/grading/job-verdict";
import type { Judge } from "../../../src/grading/judge/judge";
import { sampleAnswers } from "../../../src/grading/selftest/sample-answers";
import { selftest } from "../../../src/grading/selftest/selftest";

const lesson = findLesson("02-softmax");

describe("sampleAnswers", () => {
	it("has the stub, the solution, and a file for every misconception", async () => {
		const samples = await sampleAnswers(lesson);
		expect(samples.map(({ name }) => name)).toEqual([
			"stub",
			"solution",
			...lesson.exercise.misconceptions.map(({ id }) => id),
		]);
		expect(samples[0]?.text).toContain("throw new NotImplemented");
	});

	it("writes a misconception as a file that needs nothing else and does what the misconception does", async () => {
		const samples = await sampleAnswers(lesson);
		const onSoftmax = lesson.exercise.misconceptions.filter(({ wrong }) => "softmax" in wrong);
		for (const { id, wrong } of onSoftmax.slice(0, 5)) {
			const { text } = samples.find(({ name }) => name === id)!;
			expect(text).not.toMatch(/^import /m);
			const file = await import(`data:text/javascript,${encodeURIComponent(text)}`);
			expect(file.softmax([0, 1, 3])).toEqual((wrong as typeof solution).softmax([0, 1, 3]));
		}
	});
});

describe("selftest", () => {
	it("finds nothing when everybody gets what they should", async () => {
		const [result] = await run(rightJudge);
		expect(result).toEqual({
			exercise: "02-softmax",
			points: 10,
			stub: true,
			solution: true,
			caught: lesson.exercise.misconceptions.length,
			misconceptions: lesson.exercise.misconceptions.length,
			problems: [],
			isolation: "none",
		});
	});

	it.each([
		[
			"a stub that gets points",
			"throw new NotImplemented",
			passed(3),
			{ stub: false },
			"stub, seed 1: it gets 3 points for nothing",
		],
		[
			"a solution that fails",
			"// The highest becomes",
			failed("sigmoid"),
			{ solution: false },
			"solution, seed 1: it gets 0 of 10 points: “a test” failed",
		],
		[
			"a misconception that passes",
			'=== "sigmoid"',
			passed(10),
			{ caught: 28 },
			"sigmoid, seed 1: it passes with 10 points",
		],
		[
			"a misconception under another name",
			'=== "sigmoid"',
			failed("base-two"),
			{ caught: 28 },
			"sigmoid, seed 1: “a test” is explained by base-two instead",
		],
		[
			"what cannot be judged",
			'=== "sigmoid"',
			{ ...passed(0), state: "infra-error" as const, problem: "No memory." },
			{ caught: 28 },
			"sigmoid, seed 1: it is infra-error. No memory.",
		],
	])("tells of %s", async (_, mark, verdict, expected, problem) => {
		const misjudge: Judge["judge"] = (job) =>
			Object.values(job.files)[0]!.includes(mark) ? Promise.resolve(verdict) : rightJudge(job);
		const [result] = await run(misjudge);
		expect(result).toMatchObject({ ...expected, problems: [problem] });
	});

	it("asks with every seed, and closes every judge", async () => {
		const asked: number[] = [];
		const closed: number[] = [];
		const testing = selftest({
			only: "02",
			seeds: [1, 7],
			createJudge: async (seed) => ({
				judge: (job) => {
					asked.push(seed);
					return rightJudge(job);
				},
				close: async () => void closed.push(seed),
			}),
		});
		for await (const _ of testing);
		const answers = lesson.exercise.misconceptions.length + 2;
		expect(asked.filter((seed) => seed === 7)).toHaveLength(answers);
		expect([asked.length, closed]).toEqual([2 * answers, [1, 7]]);
	});

	it("knows no other exercises", async () => {
		await expect(run(rightJudge, "99")).rejects.toThrow(GradingError);
	});
});

async function run(judge: Judge["judge"], only = "02-softmax") {
	const results = [];
	const createJudge = async () => ({ judge, close: async () => {} });
	for await (const result of selftest({ only, seeds: [1], createJudge })) results.push(result);
	return results;
}

/** Judges by the text alone, as it should be. */
const rightJudge: Judge["judge"] = async ({ files }) => {
	const text = Object.values(files)[0]!;
	const misconception = /=== "([^"]+)"\)\.wrong/.exec(text)?.[1];
	if (misconception) return failed(misconception);
	return text.includes("throw new NotImplemented")
		? { ...failed(undefined), notAttempted: true }
		: passed(10);
};

function passed(points: number): JobVerdict {
	return verdictOf(points, { name: "a test", status: "passed", points, maxPoints: 10 });
}

function failed(misconception: string | undefined): JobVerdict {
	const test: TestResult = { name: "a test", status: "failed", points: 0, maxPoints: 10 };
	return verdictOf(0, misconception === undefined ? test : { ...test, misconception });
}

function verdictOf(points: number, test: TestResult): JobVerdict {
	return {
		key: "",
		exercise: "02-softmax",
		state: "graded",
		points,
		maxPoints: 10,
		tests: [test],
		isolation: "none",
	};
}
