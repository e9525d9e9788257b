import { createBigram } from "attention-lab/tensor";
import { describe, expect, it } from "vitest";

// a b a b a c: after a comes b twice and c once; after b comes a twice; after c nothing came
const bigram = createBigram([0, 1, 0, 1, 0, 2], 3);
const probabilities = (id: number) => [...bigram.logProbabilities(id)].map(Math.exp);

describe("createBigram(ids, vocabularySize)", () => {
	it("counts each pair once more than it occurs", () => {
		for (const [id, expected] of [
			[0, [1 / 6, 3 / 6, 2 / 6]],
			[1, [3 / 5, 1 / 5, 1 / 5]],
			[2, [1 / 3, 1 / 3, 1 / 3]],
		] as const)
			probabilities(id).forEach((p, j) => {
				expect(p).toBeCloseTo(expected[j]!, 6);
			});
	});

	it("loses, on a text it has not seen, the mean of −ln p of its pairs", () => {
		expect(bigram.loss([1, 0, 0, 2])).toBeCloseTo(
			-(Math.log(3 / 5) + Math.log(1 / 6) + Math.log(1 / 3 + 0)) / 3,
			12,
		);
	});

	it("guesses evenly when it has seen nothing: the loss is ln(vocabularySize)", () => {
		expect(createBigram([], 7).loss([1, 2, 3])).toBeCloseTo(Math.log(7), 12);
	});

	it("refuses ids outside of the vocabulary, and a text without a pair", () => {
		expect(() => createBigram([0, 3], 3)).toThrow("ids[1] is 3: the vocabulary has 3 characters");
		expect(() => bigram.loss([0, -1])).toThrow("ids[1] is -1");
		expect(() => bigram.logProbabilities(9)).toThrow("is 9");
		expect(() => bigram.loss([0])).toThrow("1 ids have no pair");
		expect(() => createBigram([], 0)).toThrow("vocabularySize is 0");
	});
});
