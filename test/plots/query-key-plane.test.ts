import { queryKeyPlane } from "attention-lab/plots";
import { expect, it } from "vitest";

const q = [
	[0, 2],
	[1, -1],
];
const k = [
	[2, 0],
	[1, 3],
];
const options = { labels: ["she", "sat"], axes: ["someone", "something"] } as const;

it("queryKeyPlane(q, k, options) is this figure", () => {
	expect(queryKeyPlane(q, k, options)).toMatchSnapshot();
});

it("queryKeyPlane(q, k, options) has a frame for each query, with its scores", () => {
	const { frames, table } = queryKeyPlane(q, k, options);
	expect(frames!.map(({ name }) => name)).toEqual(["she", "sat"]);
	expect(table.rows).toEqual([
		["she", "0", "6"],
		["sat", "2", "−2"],
	]);
});

it("queryKeyPlane(q, k, options) keeps two tokens of the same name apart", () => {
	const { frames } = queryKeyPlane(q, k, { ...options, labels: ["the", "the"] });
	expect(frames!.map(({ name }) => name)).toEqual(["the", "the (1)"]);
});

it("queryKeyPlane(q, k, options) refuses what does not lie in a plane", () => {
	expect(() => queryKeyPlane([[1, 2, 3]], k, options)).toThrow("q has 3 columns");
	expect(() => queryKeyPlane(q, k.slice(1), options)).toThrow(
		"labels has 2 labels but k has 1 row",
	);
});
