import { dot, matmul, scoreMatrix, scoreRow, transpose } from "attention-lab";
import { sentence, twinSentence } from "attention-lab/course";
import { describe, expect, it } from "vitest";
import { describeNotebook, proseOf, readLesson } from "./describe-lesson";

const prose = proseOf(await readLesson("01-similarity"));
const { tokens, features, embeddings } = sentence;
const [she, fished, , , bank] = embeddings as [number[], number[], number[], number[], number[]];
const borrowed = twinSentence.embeddings[1]!;

await describeNotebook("01-similarity", { numbers: {} });

describe("the prose of 01-similarity", () => {
	it("has the example by hand right, product by product", () => {
		const products = bank.map((x, i) => x * fished[i]!);
		expect(prose).toContain(`| | ${features.join(" | ")} | sum |`);
		expect(prose).toContain(`| bank | ${bank.join(" | ")} | |`);
		expect(prose).toContain(`| fished | ${fished.join(" | ")} | |`);
		expect(prose).toContain(`| product | ${products.join(" | ")} | **${dot(bank, fished)}** |`);
	});

	it("has the scores of bank right: 0, 2, 1, 0 and 3, most with itself, then with fished", () => {
		const scores = scoreRow(bank, embeddings);
		expect(scores).toEqual([0, 2, 1, 0, 3]);
		expect(tokens[scores.indexOf(Math.max(...scores))]).toBe("bank");
		expect(prose).toContain("0, 2, 1, 0 and 3. `bank` matches itself best, then `fished`");
	});

	it("is right about the diagonal, the zeros of the, and the symmetry", () => {
		const scores = scoreMatrix(embeddings, embeddings);
		expect([scores[0]![0], scores[1]![1]]).toEqual([4, 5]);
		expect(scores[3]).toEqual([0, 0, 0, 0, 0]);
		expect(scores).toEqual(transpose(scores));
		expect(scores).toEqual(matmul(embeddings, transpose(embeddings)));
	});

	it("is right about she in the plane of person and water", () => {
		expect(dot(she.slice(0, 2), [-1, 0])).toBe(-2);
		expect(dot(she.slice(0, 2), [0, 1])).toBe(0);
	});

	it("is right about what from and bank score with the question for a person rather than a place", () => {
		expect(scoreRow([1, 0, 0, -1], embeddings)).toEqual([2, 1, -1, 0, -1]);
	});

	it("is right about the twin sentence: the same scores, made of water here and of money there", () => {
		expect(scoreRow(bank, twinSentence.embeddings)).toEqual(scoreRow(bank, embeddings));
		const products = (key: readonly number[]) => key.map((x, i) => x * bank[i]!);
		expect(products(fished)).toEqual([0, 2, 0, 0]);
		expect(products(borrowed)).toEqual([0, 0, 2, 0]);
		expect(dot(fished, borrowed)).toBe(1); // the quiz says so
	});

	it("is right about what adapts: the score of bank with the verb is 2, 2, 1 or 0", () => {
		const verbs = [fished, borrowed, [1, 0, 0, 1], [1, 0, 0, 0]];
		expect(verbs.map((verb) => dot(bank, verb))).toEqual([2, 2, 1, 0]);
		expect(prose).toContain("2, 2, 1, 0: the same word");
	});
});
