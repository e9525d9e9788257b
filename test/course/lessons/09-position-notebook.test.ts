import { applyRope, sinusoidalPositions } from "attention-lab";
import { describe, expect, it } from "vitest";
import { expectClose } from "../../attention/expect-close";
import { describeNotebook, proseOf, readLesson } from "./describe-lesson";

await describeNotebook("09-position", { numbers: {}, showingTheExercise: ["yours"] });

describe("the prose of 09-position", async () => {
	const prose = proseOf(await readLesson("09-position"));

	it("has the rows by hand right: angles 1 and 1/100 at position 1", () => {
		expectClose(sinusoidalPositions(2, 4), [
			[0, 1, 0, 1],
			[Math.sin(1), Math.cos(1), Math.sin(1 / 100), Math.cos(1 / 100)],
		]);
		expect(prose).toContain("the angles at position 1 are 1 and 1/100");
	});

	it("has the turn by hand right", () => {
		expectClose(applyRope([[1, 2, 3, 4]], [5 * Math.PI], 100), [[-1, -2, -4, 3]]);
		expect(prose).toContain("(−1, −2) and (−4, 3)");
	});

	it("is right that two pairs of rows of the distances are equal", () => {
		const many = sinusoidalPositions(100, 16);
		const product = (i: number, j: number) =>
			many[i]!.reduce((sum, entry, c) => sum + entry * many[j]![c]!, 0);
		expectClose(product(40, 43), product(0, 3));
		expectClose(product(60, 80), product(0, 20));
		expect(Math.abs(product(0, 20) - product(0, 3))).toBeGreaterThan(0.1);
	});

	it("is right that the first wave repeats after a bit more than 6 tokens", () => {
		expect(Math.floor(2 * Math.PI)).toBe(6);
		expect(prose).toContain("a bit more than 6");
	});
});
