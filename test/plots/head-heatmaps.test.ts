import { headHeatmaps } from "attention-lab/plots";
import { expect, it } from "vitest";

const weights = [
	[
		[0.1, 0.9, 0],
		[0, 0, 0],
	],
	[
		[1, 0, 0],
		[0.25, 0.25, 0.5],
	],
];

it("headHeatmaps(weights, labels) is this figure", () => {
	expect(
		headHeatmaps(weights, {
			queries: ["she", "sat"],
			keys: ["the", "mat", "<b>"],
			heads: ["who?", "a < b"],
			title: "Two heads",
		}),
	).toMatchSnapshot();
});

it("headHeatmaps(weights) gives every head a panel of its own, in the same colours", () => {
	const { data, layout } = headHeatmaps(weights);
	expect(data).toMatchObject([
		{ z: weights[0], xaxis: "x", yaxis: "y", zmin: 0, zmax: 1, showscale: false },
		{ z: weights[1], xaxis: "x2", yaxis: "y2", zmin: 0, zmax: 1 },
	]);
	const domains = [layout.xaxis, layout.xaxis2].map(
		(axis) => (axis as { domain: [number, number] }).domain,
	);
	expect(domains[0]![1]).toBeLessThan(domains[1]![0]);
	expect(domains[1]![1]).toBeCloseTo(1, 12);
	expect(layout.annotations).toMatchObject([{ text: "head 0" }, { text: "head 1" }]);
});

it("headHeatmaps(weights) says in words and in the table what each head does", () => {
	const { alt, table } = headHeatmaps(weights, { heads: ["who?", "where?"] });
	expect(alt).toContain("who?: query 0 attends most to key 1 (0.900). query 1 attends to nothing.");
	expect(alt).toContain("where?: query 0 attends most to key 0 (1).");
	expect(table.rows.map(([heading]) => heading)).toEqual([
		"who?, query 0",
		"who?, query 1",
		"where?, query 0",
		"where?, query 1",
	]);
	expect(table.rows[3]).toEqual(["where?, query 1", "0.250", "0.250", "0.500"]);
});

it("headHeatmaps(weights) leaves the numbers to the hover text where there is no room for them", () => {
	const wide = [weights[0]!, weights[0]!, weights[0]!, weights[0]!, weights[0]!, weights[0]!];
	for (const trace of headHeatmaps(wide).data) expect(trace).not.toHaveProperty("texttemplate");
});

it("headHeatmaps(weights, labels) refuses what does not fit", () => {
	expect(() => headHeatmaps([])).toThrow("weights needs at least one head");
	expect(() => headHeatmaps([[[1]], [[1, 0]]])).toThrow(
		"weights[0] has 1 column but weights[1] has 2 columns",
	);
	expect(() => headHeatmaps([[[1]], [[1], [1]]])).toThrow(
		"weights[0] has 1 row but weights[1] has 2 rows",
	);
	expect(() => headHeatmaps(weights, { heads: ["one"] })).toThrow(
		"heads has 1 name but there are 2 heads",
	);
	expect(() => headHeatmaps(weights, { keys: ["one"] })).toThrow(
		"keys has 1 label but there are 3 keys",
	);
});
