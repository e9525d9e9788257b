import { pathLength, rnnForward, rnnGradientNorms } from "attention-lab";
import { describe, expect, it } from "vitest";
import { expectClose } from "../../attention/expect-close";
import { describeNotebook, proseOf, readLesson } from "./describe-lesson";

await describeNotebook("10-why-attention", {
	numbers: {
		"0.76": rnnForward([[1]], { wx: [[1]], wh: [[2]], b: [0] })[0]![0]!,
		"0.75": 3 * 0.5 * 0.5,
		"1.5": 3 * 0.5,
		"0.5": "not a result",
		"0.1": "not a result",
		"0.01": "not a result",
		"0.02": "not a result",
	},
	showingTheExercise: ["yours"],
	measuring: ["speed", "threads", "telling"], // a listener who knows nothing guesses by the last digits
});

describe("the prose of 10-why-attention", async () => {
	const prose = proseOf(await readLesson("10-why-attention"));

	it("has the examples by hand right", () => {
		const [first, second] = rnnForward([[1], [0]], { wx: [[1]], wh: [[2]], b: [0] });
		expectClose(first, [Math.tanh(1)]);
		expectClose(second, [Math.tanh(2 * Math.tanh(1))]);
		expectClose(
			rnnGradientNorms([[0], [0], [0]], { wx: [[3]], wh: [[0.5]], b: [0] }),
			[3, 1.5, 0.75],
		);
	});

	it("is right that four convolutions of three tokens reach 8 places back", () => {
		expect(pathLength("convolution", 8, { kernel: 3 })).toBe(4);
		expect(pathLength("convolution", 9, { kernel: 3 })).toBe(5);
		expect(prose).toContain("within its reach of 8 places");
	});

	it("is right about the quiz: a factor of 0.8 leaves a hundred thousandth after 50 steps", () => {
		expect(0.8 ** 50).toBeCloseTo(1.4e-5, 6);
		expect(Math.round(1.2 ** 50 / 100) * 100).toBe(9100);
	});
});
