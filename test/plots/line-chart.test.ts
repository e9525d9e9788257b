import { lineChart } from "attention-lab/plots";
import { expect, it } from "vitest";
import { throughJson } from "./through-json";

const chart = {
	title: "Error against step",
	x: { name: "step", values: [0.001, 0.01, 0.1], logarithmic: true },
	y: { name: "error", logarithmic: true },
	lines: { forward: [0.5, 0.25, 2], central: [0.125, 0.5, 1] },
};

it("lineChart(chart) is this figure", () => {
	const figure = lineChart(chart);
	expect(figure).toMatchSnapshot();
	expect(throughJson(figure.data)).toEqual(figure.data);
});

it("lineChart(chart) has every number in its table and tells where lines begin, end and turn", () => {
	const { alt, table } = lineChart(chart);
	expect(table).toEqual({
		header: ["step", "forward", "central"],
		rows: [
			["0.001", "0.500", "0.125"],
			["0.010", "0.250", "0.500"],
			["0.100", "2", "1"],
		],
	});
	expect(alt).toContain("forward: from 0.500 to 2, lowest 0.250 at 0.010, highest 2 at 0.100.");
});

it("lineChart(chart) gives every line a dash and a marker of its own, and one line no legend", () => {
	const styles = lineChart({
		...chart,
		lines: { a: [1, 1, 1], b: [1, 1, 1], c: [1, 1, 1], d: [1, 1, 1] },
	}).data.map((trace) => trace as { line: { dash: string }; marker: { symbol: string } });
	expect(new Set(styles.map(({ line }) => line.dash)).size).toBe(4);
	expect(new Set(styles.map(({ marker }) => marker.symbol)).size).toBe(4);
	expect(lineChart({ ...chart, lines: { a: [1, 1, 1] } }).layout.showlegend).toBe(false);
});

it("lineChart(chart) draws numbers below 0 unless the axis is logarithmic", () => {
	const lines = { falling: [1, 0, -1] };
	expect(lineChart({ ...chart, y: { name: "y" }, lines }).data).toHaveLength(1);
	expect(() => lineChart({ ...chart, lines })).toThrow(
		"falling[1] is 0: a logarithmic axis needs numbers above 0",
	);
	expect(() => lineChart({ ...chart, x: { ...chart.x, values: [-1, 1, 2] } })).toThrow(
		"x[0] is -1: a logarithmic axis needs numbers above 0",
	);
});

it("lineChart(chart) refuses a line that is too short", () => {
	expect(() => lineChart({ ...chart, lines: { short: [1] } })).toThrow(
		"short has 1 number but x has 3 values",
	);
});
