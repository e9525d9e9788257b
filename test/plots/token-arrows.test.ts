import { tokenArrows } from "attention-lab/plots";
import { expect, it } from "vitest";

const options = { labels: ["she", "bank", "the"], axes: ["person", "water"] } as const;
const vectors = [
	[2, 0],
	[0, 1],
	[0, 0],
];

it("tokenArrows(vectors, options) is this figure", () => {
	expect(tokenArrows(vectors, { ...options, angles: [0, 45] })).toMatchSnapshot();
});

it("tokenArrows(vectors) scores every token with a query of length 1 in every direction", () => {
	const { table, frames } = tokenArrows(vectors, { ...options, angles: [0, 60, 90, 180] });
	expect(table.header).toEqual(["direction of the query", "she", "bank", "the"]);
	expect(table.rows).toEqual([
		["0°", "2", "0", "0"],
		["60°", "1", "0.866", "0"],
		["90°", "0", "1", "0"],
		["180°", "−2", "0", "0"],
	]);
	expect(frames!.map(({ name }) => name)).toEqual(["0°", "60°", "90°", "180°"]);
});

it("tokenArrows(vectors) goes once all around unless told otherwise", () => {
	expect(tokenArrows(vectors, options).frames).toHaveLength(24);
});

it("tokenArrows(vectors) lets a token's shadow end at its score along the query", () => {
	const { frames } = tokenArrows([[1, 2]], { labels: ["fished"], axes: ["x", "y"], angles: [45] });
	const [, , shadow] = frames![0]!.data as { x: number[]; y: number[] }[];
	const [tip, foot] = [0, 1].map((i) => [shadow!.x[i]!, shadow!.y[i]!]) as [number[], number[]];
	expect(tip).toEqual([1, 2]);
	expect(Math.hypot(...foot)).toBeCloseTo(3 * Math.SQRT1_2, 9);
	const along = foot[0]! * (tip[0]! - foot[0]!) + foot[1]! * (tip[1]! - foot[1]!);
	expect(along).toBeCloseTo(0, 9); // a right angle
});

it("tokenArrows(vectors) says in words where each token scores highest", () => {
	const { alt } = tokenArrows(vectors, options);
	expect(alt).toContain("she at (2, 0); bank at (0, 1); the at (0, 0)");
	expect(alt).toContain("she scores highest at 0° (2), bank scores highest at 90° (1)");
	expect(alt).toContain("the scores 0 in every direction");
});

it("tokenArrows(vectors) writes tokens at the same place side by side", () => {
	const { table } = tokenArrows(
		[
			[0, 0],
			[0, 0],
		],
		{ labels: ["from", "the"], axes: ["x", "y"] },
	);
	expect(table.header).toEqual(["direction of the query", "from, the"]);
});

it("tokenArrows(vectors, options) refuses what it cannot draw and says why", () => {
	expect(() => tokenArrows([[1, 2, 3]], { labels: ["a"], axes: ["x", "y"] })).toThrow(
		"vectors has 3 columns: a plane has two, so choose two features",
	);
	expect(() => tokenArrows([[1, 2]], { labels: [], axes: ["x", "y"] })).toThrow(
		"labels has 0 labels but vectors has 1 row",
	);
});
