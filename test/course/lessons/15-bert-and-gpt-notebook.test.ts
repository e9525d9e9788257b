import { crossEntropy } from "attention-lab";
import { describe, expect, it } from "vitest";
import { describeNotebook, proseOf, readLesson } from "./describe-lesson";

await describeNotebook("15-bert-and-gpt", {
	numbers: { "3.1": "not a result" },
	showingTheExercise: ["your-loss"],
	// their numbers are those of a training, whose last digits belong to the machine it ran on
	measuring: [
		"curves",
		"fill",
		"fill-check",
		"continue",
		"continue-check",
		"weights",
		"leak",
		"detector",
	],
});

describe("the prose of 15-bert-and-gpt", async () => {
	const prose = proseOf(await readLesson("15-bert-and-gpt"));

	it("has the example by hand right", () => {
		const logits = [
			[0, 0],
			[Math.log(3), 0],
			[5, 7],
		];
		expect(crossEntropy(logits, [0, -100, -100])).toBeCloseTo(Math.log(2), 12);
		expect(crossEntropy(logits, [-100, 0, -100])).toBeCloseTo(Math.log(4 / 3), 12);
		expect(crossEntropy(logits, [0, 0, -100])).toBeCloseTo((Math.log(2) + Math.log(4 / 3)) / 2, 12);
		expect(prose).toContain("ln 2, ln 4/3, and the mean of the two");
	});

	it("counts the questions that GPT is asked right: eight in a sentence of nine tokens", () => {
		expect("anna fished at the bank of the river .".split(" ")).toHaveLength(9);
		expect(prose).toContain("in a sentence with eight questions");
	});

	it("is right that fished and river are six words apart", () => {
		const words = "anna fished at the bank of the river .".split(" ");
		expect(words.indexOf("river") - words.indexOf("fished")).toBe(6);
		expect(prose).toContain("*fished* and *river* are six words apart");
	});
});
