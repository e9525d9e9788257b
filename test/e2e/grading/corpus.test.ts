import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { TestResult } from "../../../src/grading/job-verdict";
import type { StudentResult } from "../../../src/grading/student-result";
import type { Quarantined } from "../../../src/grading/submission";
import { suite } from "../../exercises/02-softmax.test";
import { corpus } from "../../grading/corpus";
import { type CorpusEntry, exerciseFile, rightAnswer } from "../../grading/corpus/entry";
import { writeCorpus } from "../../grading/corpus/write-corpus";

const honest: readonly CorpusEntry[] = ["a-first-honest", "m-honest", "z-last-honest"].map(
	(student) => ({
		student,
		what: "right, and between the others",
		files: exerciseFile(`// ${student}\n${rightAnswer}`),
		expected: { points: 10, state: "graded", statuses: ["passed"] },
	}),
);
const everybody = [...corpus, ...honest];
const traces = ["/tmp/attention-lab-forged", "/tmp/results.json", "/tmp/02-softmax.ts"];

let work: string;
let results: Map<string, StudentResult>;
let quarantine: readonly Quarantined[];

beforeAll(async () => {
	work = await mkdtemp(join(tmpdir(), "attention-lab-corpus-"));
	await Promise.all(traces.map((path) => rm(path, { force: true })));
	const submissions = join(work, "submissions");
	await mkdir(submissions);
	await writeCorpus(submissions, everybody);
	await grade(
		...["run", "--submissions", submissions, "--out", join(work, "out"), "--only", "02"],
		// less than usual, for the sake of those who use up whatever they are given
		...[
			"--seed",
			"20261121",
			"--limits",
			"callSeconds=1,jobSeconds=3,callWallSeconds=10,restarts=2",
		],
	);
	const read = async (name: string) => JSON.parse(await readFile(join(work, "out", name), "utf8"));
	results = new Map(
		((await read("results.json")) as StudentResult[]).map((result) => [result.student, result]),
	);
	quarantine = (await read("intake.json")).quarantine;
}, 400_000);

afterAll(() => rm(work, { recursive: true, force: true }));

describe("a class of broken and hostile submissions", () => {
	it("has everybody in it", () => {
		expect(corpus.length).toBeGreaterThanOrEqual(60);
		expect(new Set(everybody.map(({ student }) => student)).size).toBe(everybody.length);
	});

	it.each(everybody.map((entry) => [entry.student, entry.what, entry] as const))(
		"%s (%s) gets the right verdict",
		(student, _, { expected }) => {
			const result = results.get(student);
			if (!result) {
				expect(quarantine.map(({ source }) => source.split(".")[0])).toContain(student);
				expect(expected.state).not.toBe("graded");
				return;
			}
			const [exercise] = result.exercises;
			expect(oneOf(expected.points)).toContain(result.points);
			if (expected.state) expect(oneOf(expected.state)).toContain(result.state);
			expect(exercise?.tests.map(({ name }) => name)).toEqual(
				suite.properties.map(({ name }) => name),
			);
			for (const test of exercise?.tests ?? []) {
				if (expected.statuses) expect(expected.statuses).toContain(test.status);
				expect(test.points).toBe(test.status === "passed" ? test.maxPoints : 0);
			}
			if (expected.says)
				expect(
					[exercise?.problem, ...(exercise?.tests ?? []).map(({ message }) => message)].join("\n"),
				).toMatch(expected.says);
			expect(result.isolation).toBe("bubblewrap");
		},
	);

	it("leaves nothing on the machine", () => {
		expect(traces.filter((path) => existsSync(path))).toEqual([]);
	});

	it("tells no student a hidden input, whatever the submission prints or throws", async () => {
		const submissions = join(work, "echo");
		await mkdir(submissions);
		await writeCorpus(submissions, [
			{
				student: "echo",
				what: "throws its input, and prints it",
				files: exerciseFile(`${tellTale}export function softmax(scores) { tell(scores); }
export function softmaxRows(scores) { console.log(scores); return scores; }`),
				expected: { points: 0 },
			},
		]);
		const toldWith = async (seed: string) => {
			const out = join(work, `echo-${seed}`);
			await grade(
				"run",
				"--submissions",
				submissions,
				"--out",
				out,
				"--only",
				"02",
				"--seed",
				seed,
			);
			const [echo] = JSON.parse(await readFile(join(out, "results.json"), "utf8"));
			const tests: TestResult[] = (echo as StudentResult).exercises[0]!.tests.slice();
			return {
				student: tests.map(({ detail: _, ...told }) => told),
				instructor: tests.map(({ detail }) => detail),
			};
		};
		const [one, other] = [await toldWith("1111"), await toldWith("2222")];
		expect(one.instructor).not.toEqual(other.instructor);
		expect(one.student).toEqual(other.student);
	});
});

const tellTale =
	// biome-ignore lint/suspicious/noTemplateCurlyInString: it is the student's
	"function tell(scores) { throw new Error(`I was given ${scores.slice(0, 20)}`); }\n";

const oneOf = <T>(value: T | readonly T[]): readonly T[] =>
	Array.isArray(value) ? value : [value as T];

/** Runs `attention-lab grade …` to its end; exit code 1 says that something needs a person. */
function grade(...args: string[]): Promise<string> {
	return new Promise((resolve, reject) => {
		execFile(
			process.execPath,
			["src/cli/attention-lab.js", "grade", ...args],
			{ timeout: 390_000, killSignal: "SIGINT" },
			(error, stdout, stderr) =>
				!error || error.code === 1 ? resolve(stdout) : reject(new Error(`${stdout}\n${stderr}`)),
		);
	});
}
