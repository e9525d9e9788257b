import { softmaxSteps } from "attention-lab/plots";
import { expect, it } from "vitest";

it("softmaxSteps(scores, options) is this figure", () => {
	expect(softmaxSteps([0, 2, 1], { labels: ["a", "b", "c"] })).toMatchSnapshot();
});

it("softmaxSteps(scores) goes from scores over the shift and exp to weights", () => {
	expect(softmaxSteps([5, 5 + Math.log(3)]).table.rows).toEqual([
		["scores", "5", "6.099"],
		["minus the highest", "−1.099", "0"],
		["exp", "0.333", "1"],
		["÷ sum", "0.250", "0.750"],
	]);
});

it("softmaxSteps(scores) leaves room for every bar, also below zero", () => {
	for (const scores of [
		[0, 0],
		[-3, -1],
		[-2, 5],
	]) {
		for (const { data, layout } of softmaxSteps(scores).frames!) {
			const [{ y }] = data as [{ y: number[] }];
			const [low, high] = (layout as { yaxis: { range: [number, number] } }).yaxis.range;
			for (const height of [0, ...y]) expect(height >= low && height < high).toBe(true);
		}
	}
});

it("softmaxSteps(scores) refuses scores that are not finite", () => {
	expect(() => softmaxSteps([1, -Infinity])).toThrow(
		"scores are 1, -Infinity: this figure needs finite ones",
	);
});
