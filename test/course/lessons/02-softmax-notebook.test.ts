import { scoreMatrix, softmax, softmaxRows } from "attention-lab";
import { sentence } from "attention-lab/course";
import { describe, expect, it } from "vitest";
import { describeNotebook, proseOf, readLesson } from "./describe-lesson";

const prose = proseOf(await readLesson("02-softmax"));
const scores = scoreMatrix(sentence.embeddings, sentence.embeddings);
const bank = scores[4]!;
const weights = softmaxRows(scores);
const received = (key: string) =>
	weights.reduce((sum, row) => sum + row[sentence.tokens.indexOf(key)]!, 0);

await describeNotebook("02-softmax", {
	numbers: {
		"0.2": 103 / 506,
		"2.718": Math.E,
		"1.443": 1 / Math.LN2,
		"1.560": received("fished"),
		"0.371": received("the"),
		"1.8": Number.MAX_VALUE / 1e308,
		"0.9999999999999999": "not a result",
		"0.9": "not a result",
		"0.1": "not a result",
		"709.5": "not a result",
		"1.1": "not a result",
	},
});

describe("the prose of 02-softmax", () => {
	it("has the scores of bank right", () => {
		expect(bank).toEqual([0, 2, 1, 0, 3]);
		expect(prose).toContain(`| key | ${sentence.tokens.join(" | ")} |`);
		expect(prose).toContain(`| score | ${bank.join(" | ")} |`);
	});

	it("has the example by hand right: 1, 4, 2, 1 and 8 parts of 16", () => {
		const parts = bank.map((score) => 2 ** score);
		expect(parts).toEqual([1, 4, 2, 1, 8]);
		expect(parts.reduce((a, b) => a + b)).toBe(16);
	});

	it("has the limits of exp right", () => {
		expect(Math.exp(709)).toBeLessThan(Infinity);
		expect(Math.exp(710)).toBe(Infinity);
		expect(Math.exp(-745)).toBeGreaterThan(0);
		expect(Math.exp(-746)).toBe(0);
		expect(softmax([0, -745])[1]).toBeGreaterThan(0);
		expect(softmax([0, -746])[1]).toBe(0);
		expect(Math.exp(709.5)).toBeLessThan(Infinity);
		expect(Math.exp(709.5) + Math.exp(709.5)).toBe(Infinity);
	});

	it("is right about the equal weights of the, and about the order at any temperature", () => {
		expect(weights[3]).toEqual([0.2, 0.2, 0.2, 0.2, 0.2]);
		for (const temperature of [0.1, 1, 10]) {
			const row = softmax(bank.map((score) => score / temperature));
			expect(row.toSorted((a, b) => a - b)).toEqual([3, 0, 2, 1, 4].map((i) => row[i]));
		}
	});

	it("is right about the worked case of the exercise", () => {
		const [first, second] = softmax([0, Math.log(3)]);
		expect(first).toBeCloseTo(1 / 4, 12);
		expect(second).toBeCloseTo(3 / 4, 12);
	});
});
