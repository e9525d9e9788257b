import {
	attention,
	linear,
	multiHeadAttention,
	projectQKV,
	scoreMatrix,
	splitHeads,
} from "attention-lab";
import { projections, sentence, twoHeads } from "attention-lab/course";
import { describe, expect, it } from "vitest";
import { expectClose } from "../../attention/expect-close";
import { describeNotebook, proseOf, readLesson } from "./describe-lesson";

const { tokens, embeddings: x } = sentence;
const [fished, bank, she, from] = ["fished", "bank", "she", "from"].map((token) =>
	tokens.indexOf(token),
) as [number, number, number, number];
const { output, weights } = multiHeadAttention(x, twoHeads, { heads: 2 });
const wide = multiHeadAttention(x, twoHeads, { heads: 1 }).weights[0]!;

await describeNotebook("07-multi-head", {
	numbers: {
		"0.789": weights[0]![fished]![she]!,
		"0.623": weights[1]![fished]![bank]!,
		"0.591": wide[fished]![she]! + wide[fished]![bank]!,
		"1.625": output[fished]![0]!,
		"0.775": output[fished]![3]!,
	},
	showingTheExercise: ["your-heads"],
});

describe("the prose of 07-multi-head", async () => {
	const prose = proseOf(await readLesson("07-multi-head"));

	it("is right that head 0 is the head of lessons 04 to 06", () => {
		const { q, k, v } = projectQKV(x, projections);
		expectClose(weights[0], attention(q, k, v).weights);
	});

	it("is right that one wide head gives from, which nobody asked for, as much as bank", () => {
		expect(wide[fished]![from]).toBeCloseTo(wide[fished]![bank]!, 12);
		expect(wide[fished]![she]! + wide[fished]![bank]!).toBeLessThan(
			Math.min(weights[0]![fished]![she]!, weights[1]![fished]![bank]!),
		);
	});

	it("has the scores of head 1 right: 2, 2 and 4 for fished", () => {
		const [q, k] = [twoHeads.wq, twoHeads.wk].map((w) => splitHeads(linear(x, w), 2)[1]!);
		const scores = scoreMatrix(q!, k!);
		expect(scores[fished]).toEqual([0, 2, 2, 0, 4]);
		for (const score of scores.flat()) expect(Number.isInteger(score)).toBe(true);
	});

	it("has the way of one number right", () => {
		const numbered = Array.from({ length: 5 }, (_, i) => [0, 1, 2, 3].map((c) => 10 * i + c));
		expect(splitHeads(numbered, 2)[1]![1]![0]).toBe(numbered[1]![2]);
		expect(prose).toContain("[1][2] went to [1][1][0]");
	});

	it("has the example by hand right", () => {
		const small = multiHeadAttention(
			[
				[1, 0],
				[0, 1],
			],
			{
				wq: [
					[Math.log(3), 0],
					[0, 0],
				],
				wk: [
					[1, 0],
					[0, 1],
				],
				wv: [
					[4, 2],
					[8, 6],
				],
				wo: [
					[1, 0, 1],
					[0, 1, 1],
				],
			},
			{ heads: 2 },
		);
		expectClose(small.output, [
			[5, 4, 9],
			[6, 4, 10],
		]);
		expect(prose).toContain("(5, 4, 9) and (6, 4, 10)");
	});
});
