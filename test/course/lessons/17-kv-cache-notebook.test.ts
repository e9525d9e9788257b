import { describe, expect, it } from "vitest";
import { describeNotebook, proseOf, readLesson } from "./describe-lesson";

await describeNotebook("17-kv-cache", {
	numbers: {},
	showingTheExercise: ["your-cache"],
	measuring: ["time", "review-quiz"], // the review asks what this learner got wrong
});

describe("the prose of 17-kv-cache", async () => {
	const prose = proseOf(await readLesson("17-kv-cache"));

	it("counts the scores right", () => {
		expect(prose).toContain(
			`that is 101 scores (your first prediction), of ${(101 * 101).toLocaleString("en")}`,
		);
	});

	it("has a rubric whose points sum to 100", () => {
		const rows = prose.match(/^\| \*\*\w+\*\* \|.*\|\s*(\d+) \|$/gm) ?? [];
		const points = rows.map((row) => Number(/(\d+) \|$/.exec(row)?.[1]));
		expect(points.length).toBeGreaterThanOrEqual(6);
		expect(points.reduce((a, b) => a + b, 0)).toBe(100);
		for (const row of rows) expect(row.split("|").length, row).toBe(7);
	});

	it("says how much the largest cache holds", () => {
		const bytes = 2 * 96 * 2048 * 12288 * 2;
		expect(Math.round(bytes / 1e9)).toBe(10);
		expect(prose).toContain("Nearly ten gigabytes");
	});
});
