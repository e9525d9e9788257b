import { feedForward, layerNorm, multiHeadAttention } from "attention-lab";
import { sentence, twoHeads } from "attention-lab/course";
import { describe, expect, it } from "vitest";
import { expectClose } from "../../attention/expect-close";
import { describeNotebook, proseOf, readLesson } from "./describe-lesson";

const { tokens, embeddings: x } = sentence;
const bank = tokens.indexOf("bank");

await describeNotebook("14-block", {
	numbers: {
		"0.00001": 1e-5,
		"2.83": Math.sqrt(16 / 2),
		"0.5": 0.5,
		"0.044715": "not a result",
		"3.1": "not a result", // sections of papers
		"2.3": "not a result",
		"3.3": "not a result",
	},
	measuring: ["gradient-by-depth"],
	showingTheExercise: ["your-blocks"],
});

describe("the prose of 14-block", async () => {
	const prose = proseOf(await readLesson("14-block"));

	it("has the example by hand right", () => {
		expectClose(layerNorm([[1, 3, 1, 3]], [2, 4, 6, 8], [1, 1, 1, 1], 3), [[0, 3, -2, 5]]);
		expectClose(layerNorm([[1, 3, 1, 3]], [1, 1, 1, 1], [0, 0, 0, 0], 3), [[-0.5, 0.5, -0.5, 0.5]]);
		expect(prose).toContain("(−0.5, 0.5, −0.5, 0.5) before γ and β, and 0, 3, −2, 5 after them");
	});

	it("is right that bank takes up more of water than of money, and that feed-forward decides", () => {
		const found = multiHeadAttention(x, twoHeads, { heads: 2 }).output[bank]!;
		const [, water, money] = x[bank]!.map((value, j) => value + found[j]!) as [
			number,
			number,
			number,
			number,
		];
		expect(x[bank]![1]).toBe(x[bank]![2]);
		expect(water).toBeGreaterThan(money);
		const decide = {
			w1: [[0], [2], [-2], [0]],
			b1: [0],
			w2: [[0, 0, -0.5, 0]],
			b2: [0, 0, 0, 0],
		};
		const [thought] = feedForward([[0, water, money, 0]], decide);
		expect(thought![2]).toBeCloseTo(money - water, 1); // "by about the difference"
	});

	it("counts right: two thirds of a block's numbers are in its feed-forward network", () => {
		const d = 512;
		const [attention, thinking] = [4 * d * d, 2 * d * 4 * d];
		expect(thinking / (attention + thinking)).toBeCloseTo(2 / 3, 12);
		expect(prose).toContain("8 · d_model² numbers, attention has 4 · d_model²");
	});
});
