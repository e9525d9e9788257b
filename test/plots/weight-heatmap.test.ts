import { weightHeatmap } from "attention-lab/plots";
import { expect, it } from "vitest";

const weights = [
	[0.1, 0.9, 0],
	[0, 0, 0],
];

it("weightHeatmap(weights, labels) is this figure", () => {
	expect(
		weightHeatmap(weights, { queries: ["she", "sat"], keys: ["the", "mat", "the"] }),
	).toMatchSnapshot();
});

it("weightHeatmap(weights) makes up labels", () => {
	const { table } = weightHeatmap(weights);
	expect(table.header).toEqual(["query \\ key", "key 0", "key 1", "key 2"]);
	expect(table.rows[0]).toEqual(["query 0", "0.100", "0.900", "0"]);
});

it("weightHeatmap(weights) says in words where each query looks", () => {
	const { alt } = weightHeatmap([...weights, [0.5, 0, 0.5], [1 / 3, 1 / 3, 1 / 3]]);
	expect(alt).toContain("query 0 attends most to key 1 (0.900).");
	expect(alt).toContain("query 1 attends to nothing.");
	expect(alt).toContain("query 2 attends most to key 0 and key 2 (0.500).");
	expect(alt).toContain("query 3 attends to every key evenly (0.333).");
});

it("weightHeatmap(weights) keeps two tokens of the same name apart", () => {
	const { layout } = weightHeatmap([[0.5, 0.5]], { keys: ["the", "the"] });
	expect(layout.xaxis).toMatchObject({ tickvals: [0, 1], ticktext: ["the", "the"] });
});

it("weightHeatmap(weights) of many keys leaves the numbers to the hover text and the table", () => {
	const { data } = weightHeatmap([Array.from({ length: 40 }, () => 1 / 40)]);
	expect(data[0]).not.toHaveProperty("texttemplate");
});

it("weightHeatmap(weights, labels) refuses labels that do not fit", () => {
	expect(() => weightHeatmap(weights, { keys: ["a", "b"] })).toThrow(
		"keys has 2 labels but there are 3 keys",
	);
	expect(() => weightHeatmap(weights, { queries: ["a"] })).toThrow(
		"queries has 1 label but there are 2 queries",
	);
});
