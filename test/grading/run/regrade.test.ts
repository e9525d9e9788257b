import { mkdir, readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { appendOverride } from "../../../src/grading/gradebook/override-file";
import { readIntake } from "../../../src/grading/ingest/read-intake";
import { gradeRun } from "../../../src/grading/run/grade-run";
import { regrade } from "../../../src/grading/run/regrade";
import { overridesIn } from "../../../src/grading/run/write-gradebook";
import { manifests, only, silent, simpleParts, temporaryFolder } from "./sample-class";

/** A class that was graded, by the first tests. */
async function graded(): Promise<string> {
	const folder = await temporaryFolder();
	const [submissions, out] = [join(folder, "submissions"), join(folder, "out")];
	await mkdir(submissions);
	await gradeRun({ submissions, out, only }, simpleParts(), silent);
	return out;
}

/** The tests of 02-softmax ask for something else. */
const changed = () => {
	const [shapes, softmax] = manifests("second");
	const tests = [
		{ name: "gamma", points: 4 },
		{ name: "delta", points: 2 },
	];
	return [shapes!, { ...softmax!, tests }];
};

const read = (out: string, name: string) => readFile(join(out, name), "utf8");

describe("a regrade", () => {
	it("judges only what is touched", async () => {
		const out = await graded();
		const parts = simpleParts(changed());
		const { touched } = await regrade(out, false, parts, silent);
		expect(touched).toEqual(["02-softmax"]);
		expect(parts.asked.map(({ exercise }) => exercise)).toEqual(Array(3).fill("02-softmax"));
	});

	it("shows who gets more or fewer points, and by which tests", async () => {
		const out = await graded();
		const { diff } = await regrade(out, false, simpleParts(changed()), silent);
		expect(diff.students).toEqual({ up: 1, down: 0, level: 4 });
		expect(diff.changes.at(-1)).toEqual({
			student: "Änne",
			exercise: "02-softmax",
			points: { before: 4, after: 6 },
			state: { before: "graded", after: "graded" },
			tests: [{ name: "delta", status: { before: null, after: "passed" } }],
		});
	});

	it("replaces nothing before it is told to", async () => {
		const out = await graded();
		const names = ["results.json", "gradebook.json", "gradebook.csv", "run.json"];
		const before = await Promise.all(names.map((name) => read(out, name)));
		await regrade(out, false, simpleParts(changed()), silent);
		expect(await Promise.all(names.map((name) => read(out, name)))).toEqual(before);
	});

	it("told to, replaces the results, keeps the old ones, and has nothing to do the next time", async () => {
		const out = await graded();
		const before = await read(out, "results.json");
		const { committed } = await regrade(out, true, simpleParts(changed()), silent);
		expect(committed).toMatchObject({ kept: "results.1.json", summary: { maxPoints: 9 } });
		expect(await read(out, "results.1.json")).toBe(before);
		expect(JSON.parse(await read(out, "gradebook.json")).at(-1)).toMatchObject({ maxPoints: 9 });
		const again = await regrade(out, true, simpleParts(changed()), silent);
		expect(again).toMatchObject({ touched: [], diff: { changes: [] } });
		expect((await readdir(out)).filter((name) => /^results\./.test(name))).toHaveLength(2);
	});

	it("loses no override", async () => {
		const out = await graded();
		await appendOverride(overridesIn(out), {
			student: "ben",
			exercise: "00-shapes",
			points: 3,
			who: "Prof. Ito",
			when: "2026-11-21T10:00:00Z",
			why: "asked in person",
		});
		await regrade(out, true, simpleParts(changed()), silent);
		const ben = JSON.parse(await read(out, "gradebook.json"))[1];
		expect(ben).toMatchObject({ student: "ben", exercises: { "00-shapes": 3 } });
	});

	it("changes nothing when nothing has changed", async () => {
		const out = await graded();
		const parts = simpleParts();
		expect(await regrade(out, false, parts, silent)).toEqual({
			touched: [],
			diff: { changes: [], students: { up: 0, down: 0, level: 0 } },
		});
		expect(parts.asked).toEqual([]);
	});

	it("of submissions that are not where they were says so", async () => {
		const out = await graded();
		const submissions = join(out, "..", "submissions");
		await rm(submissions, { recursive: true });
		const intake = () => readIntake({ submissions, exercises: [] });
		await expect(regrade(out, false, { ...simpleParts(), intake }, silent)).rejects.toMatchObject({
			name: "GradingError",
			message: `The submissions in ${submissions} could not be read: there is no such folder.`,
		});
	});

	it("of a folder without a run says how to begin", async () => {
		const run = regrade(await temporaryFolder(), false, simpleParts(), silent);
		await expect(run).rejects.toThrow(/There is no run in .*grade run --submissions/);
	});
});
