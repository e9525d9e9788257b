import { mkdir, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { GradingError } from "../../../src/grading/grading-error";
import { gradeRun } from "../../../src/grading/run/grade-run";
import type { JudgingProgress } from "../../../src/grading/run/judge-jobs";
import type { RunOptions } from "../../../src/grading/run/run-options";
import {
	manifests,
	only,
	silent,
	simpleParts,
	simpleVerdict,
	temporaryFolder,
} from "./sample-class";

async function options(more: Partial<RunOptions> = {}): Promise<RunOptions> {
	const folder = await temporaryFolder();
	await mkdir(join(folder, "submissions"));
	return { submissions: join(folder, "submissions"), out: join(folder, "out"), only, ...more };
}

const outputs = ["results.json", "gradebook.json", "gradebook.csv", "intake.json"];

/** What must not depend on interruptions, as text. */
const outputsOf = (out: string) =>
	Promise.all(outputs.map((name) => readFile(join(out, name), "utf8")));

const resultsOf = async (out: string) =>
	JSON.parse(await readFile(join(out, "results.json"), "utf8"));

describe("grade run", () => {
	it("gives every student one result for every test, handed in or not", async () => {
		const asked = await options();
		await gradeRun(asked, simpleParts(), silent);
		const results = await resultsOf(asked.out);
		expect(results.map(({ student }: { student: string }) => student)).toEqual([
			"ana",
			"ben",
			"cy",
			"dora",
			"Änne",
		]);
		for (const { exercises } of results)
			expect(
				exercises.map(({ tests }: { tests: { name: string }[] }) => tests.map(({ name }) => name)),
			).toEqual([["alpha", "beta"], ["gamma"]]);
	});

	it("says why there was nothing to judge", async () => {
		const asked = await options();
		await gradeRun(asked, simpleParts(), silent);
		const [, , , dora, aenne] = await resultsOf(asked.out);
		expect(aenne).toMatchObject({
			state: "student-error",
			points: 4,
			maxPoints: 7,
			exercises: [{ state: "student-error", problem: "00-shapes.ts was not handed in." }, {}],
		});
		expect(dora).toMatchObject({
			state: "ungradable",
			exercises: [{ state: "ungradable", problem: "It is UTF-16.", points: 0, maxPoints: 3 }, {}],
		});
	});

	it("judges the same bytes once, whoever sent them", async () => {
		const parts = simpleParts();
		await gradeRun(await options(), parts, silent);
		expect(parts.asked.map(({ files }) => Object.values(files)[0])).toEqual([
			"alpha beta",
			"alpha",
			"gamma",
			"nothing",
			"gamma delta",
		]);
	});

	it("sums up, and says that somebody has to look", async () => {
		const asked = await options();
		expect(await gradeRun(asked, simpleParts(), silent)).toEqual({
			out: asked.out,
			students: 5,
			handedIn: 5,
			states: { graded: 7, "student-error": 2, ungradable: 1, "infra-error": 0 },
			meanGrade: 3.75,
			maxPoints: 7,
			missing: [],
			quarantined: 1,
			unknownGrades: 1,
			isolation: "bubblewrap",
			needsPerson: true,
		});
	});

	it("says which exercises nobody handed in", async () => {
		const cost = { exercise: "11-cost", suite: "s", tests: [{ name: "epsilon", points: 1 }] };
		const asked = await options({ only: "00,02,11" });
		const summary = await gradeRun(asked, simpleParts([...manifests(), cost]), silent);
		expect(summary.missing).toEqual(["11-cost"]);
	});

	it("warns of a seed that is no secret", async () => {
		const said: string[] = [];
		const say = (text: string) => void said.push(text);
		await gradeRun(await options({ seed: "1" }), simpleParts(), { ...silent, say });
		expect(said.join()).toContain("Seed 1 is the course's own");
	});

	it("says what is other than in the run before, so that no option is forgotten unseen", async () => {
		const said: string[] = [];
		const listener = { ...silent, say: (text: string) => void said.push(text) };
		const asked = await options({ deadline: "2026-11-20T23:59Z", late: "percent:10" });
		await gradeRun(asked, simpleParts(), listener);
		await gradeRun(asked, simpleParts(), listener);
		expect(said.join()).not.toContain("Other than");
		const { submissions, out } = asked;
		await gradeRun({ submissions, out, only: "00" }, simpleParts(), listener);
		expect(said.find((text) => text.startsWith("Other than"))).toBe(
			"Other than in the run before: exercises 00-shapes (was 00-shapes,02-softmax); --deadline none (was 2026-11-20T23:59:00.000Z); --late none (was percent:10).",
		);
	});

	it("tells how far it is", async () => {
		const told: JudgingProgress[] = [];
		const judging = (progress: JudgingProgress) => told.push(progress);
		await gradeRun(await options(), simpleParts(), { ...silent, judging });
		expect(told[0]).toEqual({ total: 5, known: 0, judged: 0, infraErrors: 0 });
		expect(told.at(-1)).toEqual({ total: 5, known: 0, judged: 5, infraErrors: 0 });
	});

	it("keeps a random secret seed for the next time, where only the owner can read it", async () => {
		const asked = await options();
		const seedOf = async () =>
			JSON.parse(await readFile(join(asked.out, "run.json"), "utf8")).seed as number;
		await gradeRun(asked, simpleParts(), silent);
		const seed = await seedOf();
		expect(seed).toBeGreaterThan(1e6);
		expect((await stat(join(asked.out, "run.json"))).mode & 0o077).toBe(0);
		const again = simpleParts();
		await gradeRun(asked, again, silent);
		expect(await seedOf()).toBe(seed);
		expect(again.asked).toEqual([]);
	});

	it("lists somebody of the roster who handed in nothing", async () => {
		const asked = await options();
		const roster = join(asked.submissions, "..", "roster.csv");
		await writeFile(roster, "id,name\nana,Ana\nzoe,Zoe\n");
		await gradeRun({ ...asked, roster }, simpleParts(), silent);
		const results = await resultsOf(asked.out);
		const zoe = results.find(({ student }: { student: string }) => student === "zoe");
		expect(zoe).toMatchObject({ state: "student-error", points: 0, maxPoints: 7 });
		expect(zoe).not.toHaveProperty("submission");
	});
});

describe("a run that was stopped", () => {
	it("goes on from its journal, cut off anywhere, and writes the same bytes", async () => {
		const asked = await options({ seed: "7" });
		await gradeRun(asked, simpleParts(), silent);
		const undisturbed = await outputsOf(asked.out);
		const journal = await readFile(join(asked.out, "journal.jsonl"));
		const settings = await readFile(join(asked.out, "run.json"));
		for (let length = 0; length <= journal.length; length += 41) {
			const out = join(asked.out, `cut-${length}`);
			await mkdir(out);
			await writeFile(join(out, "run.json"), settings);
			await writeFile(join(out, "journal.jsonl"), journal.subarray(0, length));
			const parts = simpleParts();
			await gradeRun({ ...asked, out }, parts, silent);
			const lines = journal.subarray(0, length).toString().split("\n").length - 1;
			expect(parts.asked).toHaveLength(5 - lines);
			expect(await outputsOf(out)).toEqual(undisturbed);
		}
	});

	it("writes nothing but what was judged when it is told to stop, and goes on later", async () => {
		const asked = await options({ seed: "7" });
		const stop = new AbortController();
		let judged = 0;
		const stuck = simpleParts(manifests(), (job) =>
			judged++ < 2 ? simpleVerdict(job) : new Promise(() => stop.abort(new Error("stopped"))),
		);
		await expect(gradeRun(asked, stuck, silent, stop.signal)).rejects.toThrow("stopped");
		expect((await readdir(asked.out)).sort()).toEqual(["journal.jsonl", "run.json"]);
		const parts = simpleParts();
		await gradeRun(asked, parts, silent);
		expect(parts.asked).toHaveLength(3);
	});

	it("judges again what the grader failed at, and never makes a zero of it", async () => {
		const asked = await options();
		const failing = simpleParts(manifests(), (job) => ({
			...simpleVerdict(job),
			...(job.exercise === "02-softmax" && { state: "infra-error" as const, points: 0 }),
		}));
		const first = await gradeRun(asked, failing, silent);
		expect(first).toMatchObject({ needsPerson: true, unknownGrades: 5 });
		const grades = JSON.parse(await readFile(join(asked.out, "gradebook.json"), "utf8"));
		expect(grades[0]).toMatchObject({ student: "ana", grade: null });
		const parts = simpleParts();
		await gradeRun(asked, parts, silent);
		expect(parts.asked.map(({ exercise }) => exercise)).toEqual(Array(3).fill("02-softmax"));
		expect((await resultsOf(asked.out))[0]).toMatchObject({ student: "ana", points: 7 });
	});

	it("judges again what was judged behind a weaker isolation", async () => {
		const asked = await options();
		const weak = simpleParts(manifests(), (job) => ({ ...simpleVerdict(job), isolation: "none" }));
		await gradeRun(asked, { ...weak, isolation: async () => "none" }, silent);
		expect((await resultsOf(asked.out))[0].isolation).toBe("none");
		const parts = simpleParts();
		await gradeRun(asked, parts, silent);
		expect(parts.asked).toHaveLength(5);
		expect((await resultsOf(asked.out))[0].isolation).toBe("bubblewrap");
	});
});

describe("before it begins, grade run refuses", () => {
	const refused = async (more: Partial<RunOptions>) => {
		const asked = await options(more);
		const parts = simpleParts();
		const error = await gradeRun(asked, parts, silent).catch((thrown: unknown) => thrown);
		expect(error).toBeInstanceOf(GradingError);
		expect(parts.asked).toEqual([]);
		return (error as GradingError).message;
	};

	it.each([
		["a seed", { seed: "soon" }, /The seed "soon" is no whole number/],
		["a seed below 0", { seed: "-1" }, /The seed "-1"/],
		["a deadline", { deadline: "friday" }, /The deadline "friday"/],
		["a late policy", { late: "cruel", deadline: "2026-11-20T10:00Z" }, /"cruel"/],
		["a late policy without a deadline", { late: "zero" }, /needs a deadline/],
		["an exercise", { only: "05,99-magic" }, /--only: There is no exercise "99-magic"/],
		["a shard", { shard: "5/4", seed: "1" }, /"5\/4" is no shard/],
		["a shard without a seed", { shard: "1/4" }, /same secret seed.*ATTENTION_LAB_SEED/],
		["a limit", { limits: "patience=3" }, /There is no limit "patience".*callSeconds=2/],
		["a limit's amount", { limits: "callSeconds=long" }, /callSeconds is "long"/],
		["a limit of nothing", { limits: "frameBytes=0" }, /frameBytes is "0".*whole number above 0/],
		["a folder that is not there", { submissions: "/nowhere/at/all" }, /is not there/],
		["a roster that is not there", { roster: "/nowhere/roster.csv" }, /roster\.csv/],
		["an output folder that is a file", { out: "package.json" }, /there is a file of that name/],
	] as const)("%s that makes no sense", async (_, more, message) => {
		expect(await refused(more)).toMatch(message);
	});

	it("an output folder among the submissions", async () => {
		const { submissions } = await options();
		expect(await refused({ submissions, out: join(submissions, "a", "b") })).toMatch(
			/lies in the submissions folder/,
		);
		expect(await readdir(submissions)).toEqual([]);
	});

	it("another seed in the folder of an earlier run", async () => {
		const asked = await options({ seed: "7" });
		await gradeRun(asked, simpleParts(), silent);
		await expect(gradeRun({ ...asked, seed: "8" }, simpleParts(), silent)).rejects.toThrow(
			/has another seed\. Leave --seed away/,
		);
	});

	it("another shard in the folder of an earlier run", async () => {
		const asked = await options({ seed: "7", shard: "1/2" });
		await gradeRun(asked, simpleParts(), silent);
		await expect(gradeRun({ ...asked, shard: "2/2" }, simpleParts(), silent)).rejects.toThrow(
			/holds the run of shard 1\/2/,
		);
	});

	it("to replace results when the tests have changed since", async () => {
		const asked = await options();
		await gradeRun(asked, simpleParts(), silent);
		const run = gradeRun(asked, simpleParts(manifests("second")), silent);
		await expect(run).rejects.toThrow(/tests of 02-softmax, .*grade regrade --out/);
	});

	it("a run.json that it did not write", async () => {
		const asked = await options();
		await mkdir(asked.out);
		await writeFile(join(asked.out, "run.json"), "{}");
		await expect(gradeRun(asked, simpleParts(), silent)).rejects.toThrow(/Was it edited/);
	});
});
