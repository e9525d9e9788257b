import { attentionBytes, attentionFlops, onlineSoftmax, pathLength } from "attention-lab";
import { describe, expect, it } from "vitest";
import { expectClose } from "../../attention/expect-close";
import { describeNotebook, proseOf, readLesson } from "./describe-lesson";

await describeNotebook("11-cost", {
	numbers: {},
	showingTheExercise: ["yours"],
	measuring: ["naive-time", "windowed-time", "tiled-measure", "fast"],
});

describe("the prose of 11-cost", async () => {
	const prose = proseOf(await readLesson("11-cost"));

	it("has the sizes of 32,768 tokens right", () => {
		expect(attentionBytes(32_768, 12)).toBe(48 * 2 ** 30);
		expect(4 * 3 * 32_768 * 768).toBe(288 * 2 ** 20);
		expect(prose).toContain("take 48 GiB");
		expect(prose).toContain("take 288 MiB");
	});

	it("has the softmax in two chunks right", () => {
		const { total, weights } = onlineSoftmax([[0], [Math.log(3), 0]]);
		expectClose(total, 5 / 3);
		expectClose(weights.flat(), [1 / 5, 3 / 5, 1 / 5]);
	});

	it("is right about the steps in which the highest score rises", () => {
		const row = [1, 3, 2, 0, 5, 4];
		const rising = row.flatMap((score, i) =>
			i > 0 && score > Math.max(...row.slice(0, i)) ? [i] : [],
		);
		expect(rising).toEqual([1, 4]);
		expect(prose).toContain("In steps 1 and 4");
	});

	it("is right that the pairs overtake projections and feed-forward at some 4,500 tokens", () => {
		const pairsLead = (n: number) => {
			const { projections, total } = attentionFlops(n, 768, 12);
			return total - projections > projections + 16 * n * 768 ** 2;
		};
		expect(pairsLead(4450)).toBe(false);
		expect(pairsLead(4550)).toBe(true);
		expect(prose).toContain("some 4,500 tokens");
	});

	it("is right in the quiz: pairs are the smaller part for 1,000 tokens of 768 features", () => {
		const { projections, scores, mixing, total } = attentionFlops(1000, 768, 12);
		expect(projections).toBeGreaterThan(total / 2);
		const even = attentionFlops(1536, 768, 12);
		expect(even.scores + even.mixing).toBe(even.projections);
		expect(scores + mixing).toBeLessThan(projections);
		expect(pathLength("windowed-attention", 300, { window: 128 })).toBe(3);
	});
});
