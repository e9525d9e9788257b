import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Job } from "../../../src/grading/job";
import type { JobVerdict } from "../../../src/grading/job-verdict";
import { createJudge } from "../../../src/grading/judge/create-judge";
import type { Judge } from "../../../src/grading/judge/judge";
import { defaultLimits } from "../../../src/grading/limits";
import { rightAnswer } from "../corpus/entry";

const exercise = "02-softmax";
const isolation = "none"; // the texts below do no harm
const stub = (name: string) =>
	`export function ${name}(): number[] { throw new NotImplemented("${name}", "exercises/${exercise}.ts"); }`;
const stubs = `import { NotImplemented } from "attention-lab";\n${stub("softmax")}\n${stub("softmaxRows")}`;

const submissions = {
	right: rightAnswer,
	stub: stubs,
	"rows missing": `${rightAnswer.replace(/export function softmaxRows[\s\S]*/, "")}\nimport { NotImplemented } from "attention-lab";\n${stub("softmaxRows")}`,
	"no shift": rightAnswer.replace("score - highest", "score"),
	syntax: rightAnswer.replace("{", "{{("),
	shortcut: 'export { softmax, softmaxRows } from "attention-lab";',
	"throws outside": `${rightAnswer}\nthrow new Error("I was testing");`,
	"throws inside": `${stubs.replace(/export function softmax\b.*/, 'export function softmax(scores: number[]): number[] {\n\tthrow new Error("saw " + scores.join());\n}')}`,
	loop: rightAnswer.replace("let highest", "while (scores.length > 1000);\n\tlet highest"),
	exit: rightAnswer.replace(
		"let highest",
		"if (scores.length > 1000) process.exit();\n\tlet highest",
	),
	types: `${rightAnswer}\nexport const note: string = 3;`,
	"other types": `${rightAnswer}\ndeclare global { interface Array<T> { sum(): T } }`,
	"mutates its memory": rightAnswer
		.replace("let total = 0;", "let total = calls++;")
		.replace("export", "let calls = 0;\nexport"),
} as const;

type Name = keyof typeof submissions;
let judge: Judge;
const verdicts = new Map<string, JobVerdict>();
const verdict = (name: Name) => verdicts.get(name)!;
const test = (name: Name, part: string) =>
	verdict(name).tests.find((one) => one.name.includes(part))!;

const jobOf = (key: string, text: string): Job => ({
	key,
	exercise,
	main: `${exercise}.ts`,
	files: { [`${exercise}.ts`]: text },
});

beforeAll(async () => {
	const limits = {
		callSeconds: 0.4,
		callWallSeconds: 20,
		jobSeconds: 10,
		restarts: 3,
		heapMegabytes: 128,
		frameBytes: 16_000_000,
	};
	judge = await createJudge({ seed: 2 ** 40 + 17, isolation, limits });
	const jobs = Object.entries(submissions).map(([key, text]) => jobOf(key, text));
	for (const one of await Promise.all(jobs.map(judge.judge))) verdicts.set(one.key, one);
}, 60_000);
afterAll(() => judge.close());

describe("a verdict", () => {
	it("has one result for every test, in the order of the check file, whatever happened", () => {
		const names = verdict("right").tests.map(({ name }) => name);
		expect(names).toHaveLength(8);
		for (const { tests, maxPoints } of verdicts.values()) {
			expect(tests.map(({ name }) => name)).toEqual(names);
			expect(maxPoints).toBe(10);
		}
	});

	it("gives a right answer full points and says nothing", () => {
		expect(verdict("right")).toMatchObject({ state: "graded", points: 10, isolation });
		expect(verdict("right").tests.flatMap(({ message }) => message ?? [])).toEqual([]);
		expect(verdict("right")).not.toHaveProperty("notAttempted");
	});

	it("calls an untouched stub not attempted, and one function of two not", () => {
		expect(verdict("stub")).toMatchObject({ state: "graded", points: 0, notAttempted: true });
		expect(verdict("rows missing")).toMatchObject({ state: "graded", points: 7 });
		expect(verdict("rows missing")).not.toHaveProperty("notAttempted");
		expect(test("rows missing", "own weights")).toMatchObject({
			status: "failed",
			message: "softmaxRows is not written yet.",
		});
	});

	it("names the misconception", () => {
		expect(test("no shift", "too large").misconception).toBe("no-max-subtraction");
	});

	it("shows the student public inputs only, and the instructor the hidden ones", () => {
		const { message, detail, compared } = test("no shift", "too large");
		expect(message).toMatch(/call {6}softmax\(\[/);
		expect(detail).toMatch(/call {6}softmax\(\[/);
		const callOf = (text = "") => /softmax\(.*\)/.exec(text)?.[0];
		expect(callOf(message)).not.toBe(callOf(detail));
		expect(compared).toMatchObject({ call: callOf(message) });
		expect(compared?.expected[0]).toHaveLength(4);
	});

	it("tells nothing that the code itself has seen of hidden inputs", () => {
		const { message, detail } = test("throws inside", "share of the sum");
		const numbers = (text = "") => /saw (\S+)/.exec(text)?.[1];
		expect(numbers(message)).toBeDefined();
		expect(numbers(detail)).not.toBe(numbers(message));
		expect(message).toContain("02-softmax.ts:3:");
	});

	it("refuses what does not compile and what is not the student's own", () => {
		for (const name of ["syntax", "shortcut"] as const) {
			expect(verdict(name)).toMatchObject({ state: "student-error", points: 0 });
			expect(new Set(verdict(name).tests.map(({ status }) => status))).toEqual(new Set(["error"]));
		}
		expect(verdict("syntax").problem).toMatch(/02-softmax\.ts is not valid TypeScript/);
		expect(verdict("shortcut").problem).toMatch(/library's own `softmax`/);
	});

	it("says which line threw while the file was loaded", () => {
		expect(verdict("throws outside")).toMatchObject({ state: "student-error", points: 0 });
		expect(verdict("throws outside").problem).toMatch(
			/I was testing[\s\S]*at +02-softmax\.ts:14:7/,
		);
	});

	it("takes the points of one property only for a loop, or an exit, on an edge case", () => {
		expect(verdict("loop")).toMatchObject({ state: "graded", points: 9 });
		expect(test("loop", "150,000")).toMatchObject({ status: "timeout", points: 0 });
		expect(test("loop", "150,000").message).toMatch(/within 0\.4 s: a loop/);
		expect(verdict("exit")).toMatchObject({ state: "graded", points: 9 });
		expect(test("exit", "150,000")).toMatchObject({ status: "error", points: 0 });
	});

	it("grades code that TypeScript complains of, and says so", () => {
		expect(verdict("types")).toMatchObject({ state: "graded", points: 10 });
		expect(verdict("types").typeErrors).toEqual([
			"02-softmax.ts:14:14 Type 'number' is not assignable to type 'string'.",
		]);
		expect(verdict("right")).not.toHaveProperty("typeErrors");
		expect(verdict("other types")).not.toHaveProperty("typeErrors");
	});

	it("finds out what remembers its calls", () => {
		expect(test("mutates its memory", "own weights").message).toMatch(/second time/);
	});

	it("is the same when the job comes alone", async () => {
		for (const name of ["right", "no shift"] as const)
			expect(await judge.judge(jobOf(name, submissions[name]))).toEqual(verdict(name));
	});
});

describe("a submission that asks for more random numbers than there is room for", () => {
	it("loses its own points, and stops nobody", { timeout: 60_000 }, async () => {
		const one = await createJudge({ seed: 1, isolation });
		const text = `
			export function dropout(x, p, rng) { rng.matrix(1e9, 1e9); return x; }
			export const headDiversity = () => 0, ablateHead = () => 0;`;
		const main = "13-training-heads.ts";
		const job = { key: "greedy", exercise: "13-training-heads", main, files: { [main]: text } };
		const { state, tests } = await one.judge(job);
		await one.close();
		expect(state).toBe("graded");
		expect(tests.map(({ status }) => status)).toContain("error");
		expect(tests.map(({ status }) => status)).not.toContain("passed");
	});
});

describe("a submission that waits in every call, each time for less than one call may take", () => {
	it("is not waited for without end", { timeout: 60_000 }, async () => {
		const limits = { ...defaultLimits, callWallSeconds: 0.5 };
		const one = await createJudge({ seed: 1, isolation, limits });
		const wait = "Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 250);";
		const text = rightAnswer.replace("let highest", `${wait}\n\tlet highest`);
		const { tests, points } = await one.judge(jobOf("waits", text));
		await one.close();
		expect(tests.map(({ status }) => status)).toContain("timeout");
		expect(points).toBeLessThan(10);
	});
});
