import { softmaxSlider } from "attention-lab/plots";
import { expect, it } from "vitest";

it("softmaxSlider(scores, options) is this figure", () => {
	expect(
		softmaxSlider([0, 2, 1], { labels: ["a", "b", "c"], temperatures: [0.5, 1, 2] }),
	).toMatchSnapshot();
});

it("softmaxSlider(scores) has a frame for every position of its slider, with the weights of it", () => {
	const { frames, layout, table } = softmaxSlider([0, Math.log(3)], { temperatures: [0.5, 1] });
	const [slider] = layout.sliders as { active: number; steps: { args: [string[], object] }[] }[];
	expect(slider!.steps.map((step) => step.args[0][0])).toEqual(["0.5", "1"]);
	expect(frames!.map((frame) => frame.name)).toEqual(["0.5", "1"]);
	expect(table.rows).toEqual([
		["0.5", "0.100", "0.900"],
		["1", "0.250", "0.750"],
	]);
});

it("softmaxSlider(scores) starts at temperature 1, or at the first when there is no 1", () => {
	const activeOf = (temperatures: number[]) => {
		const { layout, data, frames } = softmaxSlider([0, 1], { temperatures });
		const [{ active }] = layout.sliders as [{ active: number }];
		expect(data).toEqual(frames![active]!.data);
		return active;
	};
	expect(activeOf([0.5, 1, 2])).toBe(1);
	expect(activeOf([3, 4])).toBe(0);
});

it("softmaxSlider(scores) moves without asking a server", () => {
	const [slider] = softmaxSlider([0, 1]).layout.sliders as { steps: { method: string }[] }[];
	expect(new Set(slider!.steps.map((step) => step.method))).toEqual(new Set(["animate"]));
});

it("softmaxSlider(scores) tells the story of the highest score in words", () => {
	const { alt } = softmaxSlider([0, Math.log(3)], {
		labels: ["cat", "dog"],
		temperatures: [0.5, 1],
	});
	expect(alt).toContain(
		"weight of dog, which has the highest score, is 0.900 at temperature 0.5, 0.750 at temperature 1",
	);
});

it("softmaxSlider(scores, options) refuses what it cannot draw and says why", () => {
	expect(() => softmaxSlider([0, 1], { temperatures: [1, 0] })).toThrow(
		"temperatures[1] is 0: a temperature must be finite and greater than 0",
	);
	expect(() => softmaxSlider([0, 1], { temperatures: [] })).toThrow("temperatures is empty");
	expect(() => softmaxSlider([0, 1], { labels: ["a"] })).toThrow(
		"labels has 1 label but there are 2 keys",
	);
});
