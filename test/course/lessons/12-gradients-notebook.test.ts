import { attentionBackward, numericalGradient, softmax, softmaxBackward } from "attention-lab";
import { describe, expect, it } from "vitest";
import { expectClose } from "../../attention/expect-close";
import { describeNotebook, proseOf, readLesson } from "./describe-lesson";

await describeNotebook("12-gradients", {
	numbers: { "0.1": "not a result" }, // the first of the steps
	showingTheExercise: ["your-proof"],
});

describe("the prose of 12-gradients", async () => {
	const prose = proseOf(await readLesson("12-gradients"));

	it("has the example by hand right, with the sum and without", () => {
		const [p, dp] = [
			[0.5, 0.25, 0.25],
			[4, 0, 8],
		];
		expectClose(softmaxBackward(p, dp), [0, -1, 1]);
		expectClose(
			p.map((weight, i) => weight * dp[i]!),
			[2, 0, 2],
		);
		expect(prose).toContain("would be (2, 0, 2)");
	});

	it("is right about the signs: a rising score lifts its own weight and lowers the others", () => {
		const scores = [0, Math.log(2), Math.log(5)];
		const [slopes] = numericalGradient(([s]) => softmax(s!)[0]!, [scores]);
		expect(slopes!.map(Math.sign)).toEqual([1, -1, -1]);
	});

	it("counts right: 42 numbers in q, k and v", () => {
		expect(4 * 3 + 6 * 3 + 6 * 2).toBe(42);
	});

	it("is right that the slope of a weight by its own score is ¼ at most", () => {
		const slopes = Array.from({ length: 101 }, (_, i) => (i / 100) * (1 - i / 100));
		expect(Math.max(...slopes)).toBe(0.25);
		expect(slopes.indexOf(0.25)).toBe(50);
	});

	it("is right that the row sum is the output times its gradient", () => {
		const [weights, v, dOutput] = [
			[0.5, 0.25, 0.25],
			[
				[1, 2],
				[3, -4],
				[5, 0],
			],
			[0.5, 2],
		];
		const dWeights = v.map((value) => value[0]! * dOutput[0]! + value[1]! * dOutput[1]!);
		const output = [0, 1].map((c) => v.reduce((sum, value, j) => sum + weights[j]! * value[c]!, 0));
		const sum = weights.reduce((total, weight, j) => total + weight * dWeights[j]!, 0);
		expect(output[0]! * dOutput[0]! + output[1]! * dOutput[1]!).toBeCloseTo(sum, 12);
	});

	it("is right that a query with nothing to attend to hands nothing back", () => {
		const forward = { q: [[1, 2]], k: [[3, 4]], v: [[5]], weights: [[0]] };
		const { dq, dk, dv } = attentionBackward(forward, [[7]]);
		for (const value of [dq, dk, dv].flat(2)) expect(Math.abs(value)).toBe(0);
	});
});
