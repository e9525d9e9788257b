import { createRandom, dropout, headDiversity, mixValues } from "attention-lab";
import { describe, expect, it } from "vitest";
import { expectClose } from "../../attention/expect-close";
import { describeNotebook, proseOf, readLesson } from "./describe-lesson";

await describeNotebook("13-training-heads", {
	numbers: {
		"2.08": Math.log(8),
		"0.9": "not a result", // draws, and what is given
		"0.1": "not a result",
		"0.5": "not a result",
		"0.3": "not a result",
		"5.4": "not a result", // a section
	},
	measuring: [
		"train-reverse",
		"reverse-check",
		"film",
		"overfit",
		"dropout-effect",
		"penalty-effect",
		"ablation-effect",
		"unlucky",
	],
	showingTheExercise: ["your-ablation"],
});

describe("the prose of 13-training-heads", async () => {
	const prose = proseOf(await readLesson("13-training-heads"));

	it("has dropout by hand right: 1 and 3 stay, both doubled", () => {
		const draws = [0.9, 0.1, 0.5, 0.3];
		const rng = { uniform: () => draws.shift()! };
		const x = [
			[1, 2],
			[3, 4],
		];
		expect(dropout(x, 0.5, rng, true)).toEqual([
			[2, 0],
			[6, 0],
		]);
		expect(prose).toContain("1 and 3, both doubled");
	});

	it("has the diversity by hand right: two thirds", () => {
		const [identity, mirrored, first] = [
			[
				[1, 0],
				[0, 1],
			],
			[
				[0, 1],
				[1, 0],
			],
			[
				[1, 0],
				[1, 0],
			],
		] as const;
		expectClose(headDiversity([identity, mirrored, first]), 2 / 3);
		expectClose(1 - headDiversity([identity, mirrored]), 0);
		expectClose(1 - headDiversity([identity, first]), 1 / 2);
		expectClose(1 - headDiversity([mirrored, first]), 1 / 2);
	});

	it("is right that weights with nothing in common can give the same output", () => {
		const corners = [
			[0, 0],
			[2, 0],
			[0, 2],
			[2, 2],
		];
		const [one, other] = [
			[0.5, 0, 0, 0.5],
			[0, 0.5, 0.5, 0],
		];
		expect(mixValues([one], corners)).toEqual(mixValues([other], corners));
		expect(one.map((weight, j) => weight * other[j]!)).toEqual([0, 0, 0, 0]);
	});

	it("is right that dropout keeps the average", () => {
		const rng = createRandom(3);
		const draws = Array.from({ length: 20_000 }, () => dropout([[1]], 0.25, rng, true)[0]![0]!);
		expect(draws.reduce((a, b) => a + b) / draws.length).toBeCloseTo(1, 1.5);
	});
});
