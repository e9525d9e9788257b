import { scoreHeatmap } from "attention-lab/plots";
import { expect, it } from "vitest";

it("scoreHeatmap(scores, labels) is this figure", () => {
	const scores = [
		[-1.5, 4],
		[-Infinity, 0],
		[2, 1],
	];
	expect(
		scoreHeatmap(scores, { queries: ["a", "b", "c"], keys: ["d", "e"], title: "Before softmax" }),
	).toMatchSnapshot();
});

it("scoreHeatmap(scores) puts zero in the middle of its colours", () => {
	expect(scoreHeatmap([[-1, 4]]).data[0]).toMatchObject({ zmin: -4, zmax: 4 });
});

it("scoreHeatmap(scores) without a score below zero uses only the half of its colours above", () => {
	expect(scoreHeatmap([[0, 4]]).data[0]).toMatchObject({
		zmin: 0,
		zmax: 4,
		colorscale: [
			[0, "#f7f7f7"],
			[0.5, "#b2abd2"],
			[1, "#542788"],
		],
	});
	expect(scoreHeatmap([[0, 0]]).data[0]).toMatchObject({ zmin: 0, zmax: 1 });
});

it("scoreHeatmap(scores) writes −∞ and NaN into cells that have no colour", () => {
	const { data, layout, table, alt } = scoreHeatmap([[-Infinity, NaN, Infinity]]);
	expect(data[0]).toMatchObject({ z: [[null, null, null]] });
	expect(layout.annotations).toMatchObject([{ text: "−∞" }, { text: "NaN" }, { text: "∞" }]);
	expect(table.rows[0]).toEqual(["query 0", "−∞", "NaN", "∞"]);
	expect(alt).toContain("without a finite score");
});
