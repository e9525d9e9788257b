import { matmulSteps } from "attention-lab/plots";
import { expect, it } from "vitest";

const a = [[2, 1, 0]];
const b = [
	[3, 2],
	[1, 2],
	[2, 0.5],
];

it("matmulSteps(a, b, labels) is this figure", () => {
	expect(
		matmulSteps(a, b, { rows: ["Ana"], inner: ["x", "y", "z"], columns: ["A", "B"] }),
	).toMatchSnapshot();
});

it("matmulSteps(a, b) writes out the dot product of every entry", () => {
	const { table, frames } = matmulSteps(a, b);
	expect(table.rows).toEqual([
		["0, 0", "2·3 + 1·1 + 0·2", "7"],
		["0, 1", "2·2 + 1·2 + 0·0.500", "6"],
	]);
	expect(frames!.map(({ layout }) => layout)).toEqual([
		{ title: { text: "2·3 + 1·1 + 0·2 = 7" } },
		{ title: { text: "2·2 + 1·2 + 0·0.500 = 6" } },
	]);
});

it("matmulSteps(a, b) shows an entry of the result only from its own step on", () => {
	const textOf = (k: number) => {
		const { data } = matmulSteps(a, b).frames![k] as { data: { text: string[][] }[] };
		return data[2]!.text;
	};
	expect(textOf(0)).toEqual([["<b>7</b>", "·"]]);
	expect(textOf(1)).toEqual([["7", "<b>6</b>"]]);
});

it("matmulSteps(a, b, labels) refuses what does not fit and says why", () => {
	expect(() => matmulSteps(b, a)).toThrow("a has 2 columns but b has 1 row");
	expect(() => matmulSteps(a, b, { rows: ["Ana", "Ben"] })).toThrow(
		"rows has 2 labels but 1 are needed",
	);
});
