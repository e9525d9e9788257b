import { mergeHeads, splitHeads } from "attention-lab";
import { headMovement } from "attention-lab/plots";
import { expect, it } from "vitest";

const x = [
	[0, 1, 2, 3, 4, 5],
	[10, 11, 12, 13, 14, 15],
];

interface Trace {
	readonly x: number[];
	readonly y: number[];
	readonly text: string[];
}
const tracesOf = (frame: unknown) => (frame as { data: [Trace, Trace] }).data;

it("headMovement(x, heads, options) is this figure", () => {
	expect(
		headMovement(
			[
				[1, 2],
				[3, -0.5],
			],
			2,
			{ tokens: ["she", "<b>"] },
		),
	).toMatchSnapshot();
});

it("headMovement(x, heads) writes at each number the index that splitHeads gives it", () => {
	const { frames } = headMovement(x, 3);
	const split = splitHeads(x, 3);
	const [numbers] = tracesOf(frames![1]);
	expect(numbers.text).toHaveLength(12);
	for (const text of numbers.text) {
		const [, value, h, i, t] = /^(\d+)<br>\[(\d)\]\[(\d)\]\[(\d)\]$/.exec(text)!.map(Number);
		expect(split[h!]![i!]![t!]).toBe(value);
	}
	expect(mergeHeads(split)).toEqual(x);
});

it("headMovement(x, heads) begins and ends with the same picture", () => {
	const { data, frames } = headMovement(x, 2);
	expect(frames).toHaveLength(3);
	expect(tracesOf(frames![0])).toEqual(data);
	expect(tracesOf(frames![2])).toEqual(data);
});

it("headMovement(x, heads) never puts two numbers in one place, and stays inside the picture", () => {
	const { frames, layout } = headMovement(x, 3);
	const [left, right] = (layout.xaxis as { range: [number, number] }).range;
	const [bottom, top] = (layout.yaxis as { range: [number, number] }).range;
	for (const frame of frames!) {
		const [numbers] = tracesOf(frame);
		expect(new Set(numbers.x.map((column, k) => `${column},${numbers.y[k]}`)).size).toBe(12);
		for (const column of numbers.x) expect(column > left && column < right).toBe(true);
		for (const row of numbers.y) expect(row < bottom && row > top).toBe(true);
	}
});

it("headMovement(x, heads) moves without asking a server, and smoothly", () => {
	const [slider] = headMovement(x, 2).layout.sliders as {
		steps: { label: string; method: string; args: [string[], object] }[];
	}[];
	expect(slider!.steps.map(({ label, method }) => [label, method])).toEqual([
		["x [2, 6]", "animate"],
		["splitHeads [2][2][3]", "animate"],
		["mergeHeads [2, 6]", "animate"],
	]);
	expect(slider!.steps[1]!.args).toMatchObject([
		["splitHeads [2][2][3]"],
		{ transition: { duration: 700 } },
	]);
});

it("headMovement(x, heads) has every number's way in its table", () => {
	expect(headMovement(x, 2).table.rows).toContainEqual([
		"[1][4] query 1",
		"14",
		"[1][1][1]",
		"[1][4]",
	]);
});

it("headMovement(x, heads) refuses heads that cannot share the columns", () => {
	expect(() => headMovement(x, 4)).toThrow("x has 6 columns, which 4 heads cannot share equally");
	expect(() => headMovement(x, 2, { tokens: ["a"] })).toThrow(
		"tokens has 1 label but there are 2 queries",
	);
});
