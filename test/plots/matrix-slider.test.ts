import { matrixSlider } from "attention-lab/plots";
import { expect, it } from "vitest";

const labels = {
	title: "A block, step by step",
	slider: "step",
	quantity: "value",
	rows: { name: "token", labels: ["she", "sat"] },
	columns: { name: "feature", labels: ["person", "water", "place"] },
};
const before = [
	[1, 0, 2],
	[0, 0.5, 0],
];
const after = [
	[1, -3, 2],
	[0.25, 0.5, 0],
];

it("matrixSlider(stages, labels) is this figure", () => {
	expect(matrixSlider({ before, after }, labels)).toMatchSnapshot();
});

it("matrixSlider(stages, labels) has a frame for each stage, and every number in its table", () => {
	const { frames, table, alt } = matrixSlider({ before, after }, labels);
	expect(frames!.map(({ name }) => name)).toEqual(["before", "after"]);
	expect(table.header).toEqual(["step: token", "person", "water", "place"]);
	expect(table.rows).toEqual([
		["before: she", "1", "0", "2"],
		["before: sat", "0", "0.500", "0"],
		["after: she", "1", "−3", "2"],
		["after: sat", "0.250", "0.500", "0"],
	]);
	expect(alt).toContain("a heat map, 2 × 3 (token × feature), with a slider through 2 stages.");
	expect(alt).toContain("before: furthest from 0 is 2 at she, place; 3 of 6 are not 0.");
	expect(alt).toContain("after: furthest from 0 is −3 at she, water; 5 of 6 are not 0.");
});

it("matrixSlider(stages, labels) says in words what differs between masks, and how far a text has been read", () => {
	const square = { ...labels, columns: { name: "key", labels: ["she", "sat"] } };
	const altOf = (stages: Record<string, number[][]>) => matrixSlider(stages, square).alt;
	const [row, half] = [
		[1, 1],
		[0.5, 0.5],
	];
	const masks = altOf({ all: [row, row], causal: [[1, 0], row], after: [row, [0, 1]] });
	expect(masks).toContain("all: 4 of 4 are 1. causal: 3 of 4 are 1, none above the diagonal.");
	expect(masks).toMatch(/after: 3 of 4 are 1\.$/);
	const steps = altOf({
		none: [
			[0, 0],
			[0, 0],
		],
		full: [half, half],
		causal: [[0.25, 0], half],
	});
	expect(steps).toContain("none: all are 0. full: furthest from 0 is 0.500 at she, she. ");
	expect(steps).toMatch(
		/causal: furthest from 0 is 0\.500 at sat, she; 3 of 4 are not 0, none above the diagonal\.$/,
	);
});

it("matrixSlider(stages, labels) has one scale of colours for all stages, around 0 where numbers are negative", () => {
	const scaleOf = (stages: Record<string, number[][]>) =>
		matrixSlider(stages, labels).frames!.map(({ data }) => {
			const [trace] = data as [{ zmin: number; zmax: number }];
			return [trace.zmin, trace.zmax];
		});
	expect(scaleOf({ before, after })).toEqual([
		[-3, 3],
		[-3, 3],
	]);
	expect(scaleOf({ before })).toEqual([[0, 2]]);
	const zeros = [
		[0, 0, 0],
		[0, 0, 0],
	];
	expect(scaleOf({ zeros })).toEqual([[0, 1]]);
});

it("matrixSlider(stages, labels) refuses no stage, stages of different shapes and labels that do not fit", () => {
	expect(() => matrixSlider({}, labels)).toThrow("has no stage");
	expect(() => matrixSlider({ before, short: [[1, 2, 3]] }, labels)).toThrow(
		"the first stage has 2 rows but short has 1 row",
	);
	const rows = { name: "token", labels: ["she"] };
	expect(() => matrixSlider({ before }, { ...labels, rows })).toThrow(
		"before has 2 rows but rows.labels has 1 label",
	);
	const columns = { name: "feature", labels: ["person"] };
	expect(() => matrixSlider({ before }, { ...labels, columns })).toThrow(
		"before has 3 columns but columns.labels has 1 label",
	);
});
