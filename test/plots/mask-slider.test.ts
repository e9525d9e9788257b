import { maskSlider } from "attention-lab/plots";
import { expect, it } from "vitest";

const causal = [
	[true, false],
	[true, true],
];
const padding = [
	[true, false],
	[true, false],
];

it("maskSlider(masks, labels) is this figure", () => {
	expect(
		maskSlider({ causal, padding }, { queries: ["she", "sat"], keys: ["she", "sat"] }),
	).toMatchSnapshot();
});

it("maskSlider(masks) has a frame for each mask and says in words who may look at whom", () => {
	const { frames, table, alt } = maskSlider({ causal, padding });
	expect(frames!.map(({ name }) => name)).toEqual(["causal", "padding"]);
	expect(table.rows).toEqual([
		["causal: query 0", "may", "hidden"],
		["causal: query 1", "may", "may"],
		["padding: query 0", "may", "hidden"],
		["padding: query 1", "may", "hidden"],
	]);
	expect(alt).toContain("causal hides 1 of 4 pairs. padding hides 2 of 4 pairs.");
});

it("maskSlider(masks) refuses no mask, and masks of different shapes", () => {
	expect(() => maskSlider({})).toThrow("has no mask");
	expect(() => maskSlider({ causal, longer: [[true, true]] })).toThrow("longer is 1 × 2");
});
