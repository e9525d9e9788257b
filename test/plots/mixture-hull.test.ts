import { mixtureHull } from "attention-lab/plots";
import { expect, it } from "vitest";

const options = { labels: ["she", "fished", "bank"], axes: ["water", "money"] } as const;
const scores = [0, Math.log(2), Math.log(5)]; // the weights are 1/8, 2/8 and 5/8
const values = [
	[0, 0],
	[2, 0],
	[1, 1],
];

it("mixtureHull(scores, values, options) is this figure", () => {
	expect(mixtureHull(scores, values, { ...options, temperatures: [0.5, 1] })).toMatchSnapshot();
});

it("mixtureHull(scores, values) has the weights and the mixture of every temperature", () => {
	const { table, frames } = mixtureHull(scores, values, {
		...options,
		temperatures: [0.01, 1, 1e9],
	});
	expect(table.header.slice(1)).toEqual([
		"weight of she",
		"weight of fished",
		"weight of bank",
		"water",
		"money",
	]);
	expect(table.rows[1]).toEqual(["1", "0.125", "0.250", "0.625", "1.125", "0.625"]);
	expect(table.rows[0]!.slice(4)).toEqual(["1", "1"]); // cold: bank alone
	expect(table.rows[2]!.slice(4)).toEqual(["1.000", "0.333"]); // hot: the mean
	expect(frames!.map(({ name }) => name)).toEqual(["0.01", "1", "1000000000"]);
});

it("mixtureHull(scores, values) starts at temperature 1", () => {
	const { data, frames } = mixtureHull(scores, values, options);
	expect(data).toEqual(frames!.find(({ name }) => name === "1")!.data);
});

it("mixtureHull(scores, values) adds up the weights of values at the same place", () => {
	const { alt, data } = mixtureHull(
		[0, 0, 0],
		[
			[0, 0],
			[0, 0],
			[1, 1],
		],
		options,
	);
	expect(alt).toContain("she, fished at (0, 0); bank at (1, 1)");
	expect(data.flatMap(({ text }) => text ?? [])).toContain("she, fished: 0.667");
});

it("mixtureHull(scores, values, options) refuses what it cannot draw and says why", () => {
	expect(() => mixtureHull([1], values, options)).toThrow(
		"scores has 1 number but values has 3 rows",
	);
	expect(() => mixtureHull([1], [[1, 2, 3]], { ...options, labels: ["a"] })).toThrow(
		"values has 3 columns: a plane has two, so choose two features",
	);
	expect(() => mixtureHull(scores, values, { ...options, temperatures: [0] })).toThrow(
		"temperatures[0] is 0",
	);
});
