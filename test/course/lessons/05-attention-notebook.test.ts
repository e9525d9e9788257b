import { attention, projectQKV, scaledScores, scoreMatrix } from "attention-lab";
import { projections, sentence, twinSentence } from "attention-lab/course";
import { expect, it } from "vitest";
import { describeNotebook, proseOf, readLesson } from "./describe-lesson";

const prose = proseOf(await readLesson("05-attention"));
const { q, k, v } = projectQKV(sentence.embeddings, projections);
const [she, fished, , the, bank] = [0, 1, 2, 3, 4] as const;

await describeNotebook("05-attention", {
	numbers: { "0.0625": 1 / 16, "2.77": Math.log(16), "7.4": Math.exp(2) },
	showingTheExercise: ["own"],
});

it("the prose of 05-attention is right about the example by hand", () => {
	const values = [
		[8, 0, 4],
		[0, 8, 4],
	];
	const keys = [
		[1, 0, 5, -1],
		[Math.log(9), 0, 7, 0],
	];
	const { output, weights } = attention([[1, 1, 0, 1]], keys, values);
	weights[0]!.forEach((weight, j) => {
		expect(weight).toBeCloseTo([1 / 4, 3 / 4][j]!, 12);
	});
	output[0]!.forEach((x, j) => {
		expect(x).toBeCloseTo([2, 6, 4][j]!, 12);
	});
	expect(prose).toContain("2, 6, 4. That is attention");
});

it("the prose of 05-attention is right about the worked case of scaledScores", () => {
	const keys = [
		[1, 2, 3, 4],
		[2, 0, 0, 2],
	];
	expect(scaledScores([[1, 1, 1, 1]], keys)).toEqual([[5, 2]]);
});

it("the prose of 05-attention is right about whom the tokens look at", () => {
	const scores = scoreMatrix(q, k);
	expect(scores[bank]![fished]).toBe(5);
	expect(scores[fished]![bank]).toBe(-1);
	const { weights } = attention(q, k, v);
	expect(weights[the]).toEqual([0.2, 0.2, 0.2, 0.2, 0.2]);
	expect(weights[bank]![fished]).toBeGreaterThan(0.5);
});

it("the prose of 05-attention is right about the two banks", () => {
	const twin = projectQKV(twinSentence.embeddings, projections);
	expect(twinSentence.embeddings[bank]).toEqual(sentence.embeddings[bank]);
	const [, water, money] = attention(q, k, v).output[bank]!;
	const [, otherWater, otherMoney] = attention(twin.q, twin.k, twin.v).output[bank]!;
	expect(v[bank]).toEqual([0, 1, 1]);
	expect(water).toBeGreaterThan(10 * money!);
	expect(otherMoney).toBeGreaterThan(10 * otherWater!);
});

it("the prose of 05-attention is right about what a mask leaves of the proportions", () => {
	const mask = q.map((_, i) => k.map((_, j) => !(i === bank && j === fished)));
	const before = attention(q, k, v).weights[bank]!;
	const after = attention(q, k, v, mask).weights[bank]!;
	expect(after[fished]).toBe(0);
	expect(after[she]! / after[the]!).toBeCloseTo(before[she]! / before[the]!, 12);
});

it("the prose of 05-attention is right about exp(16), nine million to one", () => {
	expect(Math.round(Math.exp(16) / 1e6)).toBe(9);
});
