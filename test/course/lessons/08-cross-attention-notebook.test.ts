import { crossAttention, linear, scoreMatrix, splitHeads } from "attention-lab";
import { sentence, translation, twinSentence } from "attention-lab/course";
import { describe, expect, it } from "vitest";
import { expectClose } from "../../attention/expect-close";
import { describeNotebook, proseOf, readLesson } from "./describe-lesson";

const [, , vom, noun] = [0, 1, 2, 3] as const;
const english = sentence.tokens;
const translate = (context: readonly (readonly number[])[]) =>
	crossAttention(translation.states, context, translation, { heads: 2 });
const { weights, output } = translate(sentence.embeddings);
const twin = translate(twinSentence.embeddings);

await describeNotebook("08-cross-attention", {
	numbers: {
		"0.206": weights[0]![vom]![english.indexOf("the")]!,
		"0.745": weights[1]![noun]![english.indexOf("fished")]!,
	},
	showingTheExercise: ["your-map"],
});

describe("the prose of 08-cross-attention", async () => {
	const prose = proseOf(await readLesson("08-cross-attention"));

	it("has the best match of each German word right, and the second best of vom", () => {
		const [q] = splitHeads(linear(translation.states, translation.wq), 2);
		const [k] = splitHeads(linear(sentence.embeddings, translation.wk), 2);
		const scores = scoreMatrix(q!, k!);
		const best = scores.map((row) => english[row.indexOf(Math.max(...row))]);
		expect(best).toEqual(["she", "fished", "from", "bank"]);
		expect(scores[vom]).toEqual([-2, -5, 2, 0, -2]);
		for (const score of scores.flat()) expect(Number.isInteger(score)).toBe(true);
	});

	it("is right that the twin is looked at in the same places and gives the other noun", () => {
		expectClose(twin.weights, weights);
		const [water, money] = output[noun]!;
		expect(water).toBeGreaterThan(money!);
		expectClose(twin.output[noun], [money, water]);
	});

	it("has the example by hand right", () => {
		const small = crossAttention(
			[[1]],
			[
				[1, 0],
				[0, 1],
				[0, 0],
			],
			{
				wq: [[Math.log(2)]],
				wk: [[1], [0]],
				wv: [
					[8, 0],
					[0, 4],
				],
				wo: [
					[1, 1],
					[1, -1],
				],
			},
			{ heads: 1 },
		);
		expectClose(small.weights, [[[1 / 2, 1 / 4, 1 / 4]]]);
		expectClose(small.output, [[5, 3]]);
		expect(prose).toContain("so 1/2, 1/4, 1/4; the mixture is [4, 1], and the output [5, 3]");
	});
});
