import { mixValues, scoreMatrix, scoreRow, softmax, softmaxRows, weightedSum } from "attention-lab";
import { sentence, twinSentence } from "attention-lab/course";
import { describe, expect, it } from "vitest";
import { describeNotebook, proseOf, readLesson } from "./describe-lesson";

const prose = proseOf(await readLesson("03-weighted-sum"));
const { tokens, features, embeddings } = sentence;
const bank = embeddings[4]!;
const weights = softmax(scoreRow(bank, embeddings));
const mixture = weightedSum(weights, embeddings);
const twinMixture = weightedSum(weights, twinSentence.embeddings);
const [fished, borrowed] = [embeddings[1]!, twinSentence.embeddings[1]!];
const scoreWith = (key: readonly number[]) => scoreRow(mixture, [key])[0]!;

await describeNotebook("03-weighted-sum", {
	numbers: {
		"0.031": weights[0]!,
		"0.230": weights[1]!,
		"0.084": weights[2]!,
		"0.624": weights[4]!,
		"1.083": mixture[1]!,
		"2.458": scoreWith(fished),
		"1.539": scoreWith(borrowed),
		"0.1": "not a result",
	},
	showingTheExercise: ["your-own-attention"],
});

describe("the prose of 03-weighted-sum", () => {
	it("has the example by hand right, in sixteenths", () => {
		const parts = [1, 4, 2, 1, 8];
		for (const [i, token] of tokens.entries())
			expect(prose).toContain(`| ${token} | ${parts[i]}/16 | ${embeddings[i]!.join(" | ")} |`);
		const sixteenths = weightedSum(parts, embeddings);
		expect(sixteenths).toEqual([6, 16, 8, 10]);
		const sums = features.map((feature, j) => `${feature} ${sixteenths[j]}/16`).join(", ");
		expect(prose.toLowerCase()).toContain(sums);
	});

	it("is right about both sentences: the same weights, water and money exchanged", () => {
		expect(softmax(scoreRow(bank, twinSentence.embeddings))).toEqual(weights);
		const [person, water, money, place] = mixture;
		expect(twinMixture).toEqual([person, money, water, place]);
		expect(money).toBeCloseTo(weights[4]!, 12); // 0.624 of money, because only bank has any
		expect(scoreRow(bank, [fished, borrowed])).toEqual([2, 2]);
		expect(scoreRow(twinMixture, [fished])[0]).toBeCloseTo(scoreWith(borrowed), 12);
	});

	it("is right about the mixture of the: the mean of all tokens", () => {
		const rows = softmaxRows(scoreMatrix(embeddings, embeddings));
		const ofThe = mixValues(rows, embeddings)[3]!;
		const mean = weightedSum([1, 1, 1, 1, 1], embeddings).map((x) => x / 5);
		ofThe.forEach((x, j) => {
			expect(x).toBeCloseTo(mean[j]!, 12);
		});
	});

	it("is right that no token has more than 2 of person", () => {
		expect(Math.max(...embeddings.map(([person]) => person!))).toBe(2);
		expect(embeddings[0]).toEqual([2, 0, 0, 0]);
	});

	it("is right that the order of the tokens does not matter", () => {
		const order = [3, 0, 4, 2, 1];
		const shuffled = order.map((i) => embeddings[i]!);
		const attend = (x: readonly (readonly number[])[]) =>
			mixValues(softmaxRows(scoreMatrix(x, x)), x);
		const [before, after] = [attend(embeddings), attend(shuffled)];
		order.forEach((i, k) => {
			after[k]!.forEach((x, j) => {
				expect(x).toBeCloseTo(before[i]![j]!, 12);
			});
		});
	});
});
