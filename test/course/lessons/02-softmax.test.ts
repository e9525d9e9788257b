import type { Matrix, Vector } from "attention-lab";
import * as mathjs from "mathjs";
import { expect, it } from "vitest";
import * as solution from "../../../solutions/02-softmax";
import type { Implementation } from "../../../src/course/lesson";
import { suite } from "../../exercises/02-softmax.test";
import { describeChecks } from "./describe-lesson";

const rows = (softmax: (scores: Vector) => number[]) => ({
	softmax,
	softmaxRows: (scores: Matrix) => scores.map((row) => softmax(row)),
});

/** Answers that look nothing like the solution and are as right. */
const otherWays: Record<string, Implementation> = {
	"with loops and indexes": rows((scores) => {
		let highest = scores[0]!;
		for (let i = 1; i < scores.length; i++) if (scores[i]! > highest) highest = scores[i]!;
		const weights = new Array<number>(scores.length);
		let total = 0;
		for (let i = 0; i < scores.length; i++) {
			weights[i] = Math.exp(scores[i]! - highest);
			total += weights[i]!;
		}
		for (let i = 0; i < scores.length; i++) weights[i]! /= total;
		return weights;
	}),
	"with reduce, summing from the end": rows((scores) => {
		const highest = scores.reduce((a, b) => Math.max(a, b));
		const total = scores.reduceRight((sum, score) => sum + Math.exp(score - highest), 0);
		return scores.map((score) => Math.exp(score - highest) / total);
	}),
	"with the logarithm of the sum": rows((scores) => {
		const highest = scores.reduce((a, b) => Math.max(a, b));
		const log =
			highest + Math.log(scores.reduce((sum, score) => sum + Math.exp(score - highest), 0));
		return scores.map((score) => Math.exp(score - log));
	}),
	"with mathjs": rows((scores) => {
		const shifted = mathjs.subtract([...scores], mathjs.max([...scores])) as number[];
		const powers = mathjs.map(shifted, (x) => Math.exp(x));
		return mathjs.divide(powers, mathjs.sum(powers)) as number[];
	}),
	"with a Float64Array, converted back": rows((scores) => {
		const powers = Float64Array.from(scores);
		const highest = powers.reduce((a, b) => Math.max(a, b));
		const total = powers.map((score) => Math.exp(score - highest)).reduce((a, b) => a + b);
		return Array.from(powers, (score) => Math.exp(score - highest) / total);
	}),
	"with the sum kept exact, smallest first": rows((scores) => {
		const highest = scores.toSorted((a, b) => b - a)[0]!;
		const powers = scores.map((score) => Math.exp(score - highest));
		const total = powers.toSorted((a, b) => a - b).reduce((a, b) => a + b);
		return powers.map((power) => power / total);
	}),
	"in one pass that corrects the sum when the highest changes": rows((scores) => {
		let highest = -Infinity;
		let total = 0;
		for (const score of scores) {
			const higher = Math.max(highest, score);
			total = total * Math.exp(highest - higher) + Math.exp(score - higher);
			highest = higher;
		}
		return scores.map((score) => Math.exp(score - highest) / total);
	}),
	"with softmaxRows first and softmax as its only row": {
		softmax: (scores: Vector) => allRows([scores])[0],
		softmaxRows: allRows,
	},
};

function allRows(scores: Matrix): number[][] {
	const result: number[][] = [];
	for (const row of scores) {
		const highest = row.reduce((a, b) => Math.max(a, b));
		const powers: number[] = [];
		for (const score of row) powers.push(Math.E ** (score - highest));
		const total = powers.reduce((a, b) => a + b);
		result.push(powers.map((power) => power / total));
	}
	return result;
}

describeChecks(suite, { solution, otherWays });

it("half a solution gets its part of the points", () => {
	const { softmax } = solution;
	const passed = suite.run({ softmax }, 1).filter(({ status }) => status === "passed");
	expect(passed.reduce((sum, { points }) => sum + points, 0)).toBe(7);
});

it("a sum that is computed again for every score is found out quickly", { timeout: 30_000 }, () => {
	const again = rows((scores) => {
		const highest = scores.reduce((a, b) => Math.max(a, b));
		const powers = scores.map((score) => Math.exp(score - highest));
		return powers.map((power) => power / powers.reduce((a, b) => a + b));
	});
	const failed = suite.run(again, 1).filter(({ status }) => status !== "passed");
	expect(failed).toMatchObject([
		{
			name: "softmax takes a row of 150,000 scores",
			failure: { summary: expect.stringContaining("is done again for every score") },
		},
	]);
});
