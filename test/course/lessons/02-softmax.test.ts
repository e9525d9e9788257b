import { type Matrix, NotImplemented, type Vector } from "attention-lab";
import * as mathjs from "mathjs";
import { describe, expect, it } from "vitest";
import * as solution from "../../../solutions/02-softmax";
import { nameMisconceptions } from "../../../src/course/checking/diagnose";
import type { Implementation } from "../../../src/course/lesson";
import { softmaxLesson } from "../../../src/course/lessons/02-softmax/lesson";
import { suite } from "../../exercises/02-softmax.test";

const tenSeeds = [1, 2, 3, 5, 8, 13, 21, 2017, 123_456_789, 2 ** 40];
const { exercise } = softmaxLesson;

const pointsOf = (implementation: Implementation, seed: number) =>
	suite
		.run(implementation, seed)
		.reduce((sum, { status, points }) => sum + (status === "passed" ? points : 0), 0);

describe("the checks of 02-softmax", () => {
	it("are worth the points of the exercise", () => {
		const total = suite.properties.reduce((sum, { points }) => sum + points, 0);
		expect(total).toBe(exercise.points);
	});

	it("give nothing for stubs, and call them not attempted", () => {
		const stub = (name: string) => () => {
			throw new NotImplemented(name, "exercises/02-softmax.ts");
		};
		const reports = suite.run({ softmax: stub("softmax"), softmaxRows: stub("softmaxRows") }, 1);
		expect(reports.map(({ status }) => status)).toEqual(reports.map(() => "skipped"));
	});

	it.each(tenSeeds)("give the solution full points, seed %i", (seed) => {
		expect(suite.run(solution, seed).filter(({ status }) => status !== "passed")).toEqual([]);
	});

	it("give half a solution its part of the points", () => {
		const { softmax } = solution;
		expect(pointsOf({ softmax }, 1)).toBe(7);
	});
});

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

describe("a right softmax passes, whatever it looks like:", () => {
	it.each(Object.entries(otherWays))("%s", (_, implementation) => {
		for (const seed of tenSeeds.slice(0, 3))
			expect(suite.run(implementation, seed).filter(({ status }) => status !== "passed")).toEqual(
				[],
			);
	});
});

describe("a misconception fails and is called by its name:", { timeout: 60_000 }, () => {
	it.each(exercise.misconceptions.map(({ id, wrong }) => [id, wrong] as const))(
		"%s",
		(id, wrong) => {
			for (const seed of tenSeeds) {
				const reports = suite.run({ ...solution, ...wrong }, seed);
				const names = nameMisconceptions(reports);
				const failed = reports.flatMap(({ name, status }, i) =>
					status === "passed" ? [] : [{ name, status, called: names[i] }],
				);
				expect(failed.length, `seed ${seed}: properties that fail`).toBeGreaterThan(0);
				expect(failed, `seed ${seed}`).toEqual(
					failed.map(({ name }) => ({ name, status: "failed", called: id })),
				);
			}
		},
	);

	it("each of the two functions written wrongly by itself, too", () => {
		for (const { id, wrong } of exercise.misconceptions)
			for (const [name, one] of Object.entries(wrong)) {
				const reports = suite.run({ ...solution, [name]: one }, 4);
				const names = nameMisconceptions(reports).filter((found) => found !== undefined);
				const failed = reports.filter(({ status }) => status === "failed");
				expect(names, `${id} in ${name}`).toEqual(failed.map(() => id));
			}
	});
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
