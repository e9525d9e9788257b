import { ropeSlider } from "attention-lab/plots";
import { expect, it } from "vitest";

it("ropeSlider(q, k, options) is this figure", () => {
	expect(ropeSlider([2, 0], [0, 1], { positions: [0, 3], distance: 1 })).toMatchSnapshot();
});

it("ropeSlider(q, k) turns both and keeps their score", () => {
	const { table, frames, alt } = ropeSlider([1, 2], [2, -1], { distance: 2 });
	expect(frames).toHaveLength(7);
	expect(new Set(table.rows.map((row) => row[3])).size).toBe(1);
	expect(new Set(table.rows.map((row) => row[1])).size).toBe(7);
	expect(alt).toContain("a key 2 positions before it");
});

it("ropeSlider(q, k) refuses what is no pair of columns", () => {
	expect(() => ropeSlider([1, 2, 3], [0, 1])).toThrow("q has 3 numbers: a pair of columns has two");
	expect(() => ropeSlider([1, 2], [1])).toThrow("k has 1 numbers: a pair of columns has two");
	expect(() => ropeSlider([1, 2], [1, 0], { positions: [] })).toThrow("positions is empty");
});
