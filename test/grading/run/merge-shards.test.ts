import { mkdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { appendOverride } from "../../../src/grading/gradebook/override-file";
import { gradeRun } from "../../../src/grading/run/grade-run";
import { mergeShards } from "../../../src/grading/run/merge-shards";
import { regrade } from "../../../src/grading/run/regrade";
import type { RunOptions } from "../../../src/grading/run/run-options";
import { overridesIn } from "../../../src/grading/run/write-gradebook";
import { only, silent, simpleParts, temporaryFolder } from "./sample-class";

/** A class graded in shards: the output folder of each. */
async function inShards(count: number, changes: Record<number, Partial<RunOptions>> = {}) {
	const folder = await temporaryFolder();
	const submissions = join(folder, "submissions");
	await mkdir(submissions);
	const shared = { submissions, only, seed: "7" };
	const outs: string[] = [];
	for (let n = 1; n <= count; n++) {
		const out = join(folder, `shard-${n}`);
		const shard = `${n}/${count}`;
		await gradeRun({ ...shared, out, shard, ...changes[n] }, simpleParts(), silent);
		outs.push(out);
	}
	return { folder, outs, shared, merged: join(folder, "merged") };
}

const outputsOf = (out: string) =>
	Promise.all(
		["results.json", "gradebook.json", "gradebook.csv", "intake.json"].map((name) =>
			readFile(join(out, name), "utf8"),
		),
	);

describe("shards", () => {
	it.each([1, 2, 5])("of %i merge into what one machine would have written", async (count) => {
		const { folder, outs, shared, merged } = await inShards(count);
		const whole = join(folder, "whole");
		const summary = await gradeRun({ ...shared, out: whole }, simpleParts(), silent);
		expect(await mergeShards(merged, outs.toReversed())).toEqual({ ...summary, out: merged });
		expect(await outputsOf(merged)).toEqual(await outputsOf(whole));
	});

	it("can be merged again, with the overrides that were made meanwhile", async () => {
		const { outs, merged } = await inShards(2);
		await mergeShards(merged, outs);
		const override = {
			student: "ana",
			points: 1,
			who: "I",
			when: "2026-11-21T10:00:00Z",
			why: "so",
		};
		await appendOverride(overridesIn(merged), override);
		await appendOverride(overridesIn(outs[0]!), { ...override, student: "ben" });
		await mergeShards(merged, outs);
		await mergeShards(merged, outs);
		const grades = JSON.parse((await outputsOf(merged))[1]!);
		expect(grades.slice(0, 2)).toMatchObject([{ grade: 1 }, { grade: 1 }]);
		expect((await readFile(overridesIn(merged), "utf8")).split("\n")).toHaveLength(3);
	});

	it("once merged, are regraded as a whole, without judging anything twice", async () => {
		const { outs, merged } = await inShards(3);
		await mergeShards(merged, outs);
		const parts = simpleParts();
		expect(await regrade(merged, false, parts, silent)).toMatchObject({ touched: [] });
		expect(parts.asked).toEqual([]);
	});

	it("are not merged when one is missing", async () => {
		const { outs, merged } = await inShards(4);
		await expect(mergeShards(merged, outs.slice(0, 2))).rejects.toThrow(
			"Shards 3/4, 4/4 are missing. Name the output folders of all 4 shards.",
		);
	});

	it("are not merged when one is named twice", async () => {
		const { outs, merged } = await inShards(2);
		await expect(mergeShards(merged, [...outs, outs[1]!])).rejects.toThrow(
			/Shard 2\/2 is there 2 times/,
		);
	});

	it.each([
		["secret seed", { seed: "8" }],
		["exercises or tests", { only: "00" }],
		["limits", { limits: "restarts=1" }],
		["deadline", { deadline: "2026-11-20T10:00Z" }],
	] as const)("are not merged when they differ in the %s", async (what, change) => {
		const { outs, merged } = await inShards(2, { 2: change });
		await expect(mergeShards(merged, outs)).rejects.toThrow(`they differ in ${what}.`);
	});

	it("are not merged when one has not ended", async () => {
		const { outs, merged } = await inShards(2);
		await rm(join(outs[1]!, "results.json"));
		await expect(mergeShards(merged, outs)).rejects.toThrow(/shard-2 has not ended/);
	});

	it("are not merged with the run of a whole class", async () => {
		const { folder, outs, shared, merged } = await inShards(2);
		const whole = join(folder, "whole");
		await gradeRun({ ...shared, out: whole }, simpleParts(), silent);
		await expect(mergeShards(merged, [outs[0]!, whole])).rejects.toThrow(/run of a whole class/);
	});

	it("are not merged into one of themselves", async () => {
		const { outs } = await inShards(2);
		await expect(mergeShards(outs[0]!, outs)).rejects.toThrow(/is one of the shards/);
	});
});
