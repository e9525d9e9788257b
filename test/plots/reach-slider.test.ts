import { reachSlider } from "attention-lab/plots";
import { expect, it } from "vitest";
import { jupyterDisplay } from "../../src/plots/jupyter-display";
import { throughJson } from "./through-json";

it("reachSlider(options) is this figure", () => {
	expect(reachSlider({ distance: 4, layers: [1, 2], kernel: 2 })).toMatchSnapshot();
});

it("reachSlider() tells how far each kind reaches after each number of layers", () => {
	const { table, alt } = reachSlider({ distance: 20, layers: [1, 2, 3], kernel: 3, window: 5 });
	expect(table.rows).toEqual([
		["1", "20", "0", "2", "2", "4"],
		["2", "20", "1", "4", "8", "8"],
		["3", "20", "2", "6", "20", "12"],
	]);
	expect(alt).toContain("windowed-attention reaches 4 after 1, 8 after 2, 12 after 3.");
});

it("reachSlider() has a frame for every position, and arrives in the page as it is", () => {
	const figure = reachSlider();
	expect(figure.frames?.map(({ name }) => name)).toEqual([
		"1",
		"2",
		"3",
		"4",
		"6",
		"8",
		"12",
		"16",
	]);
	const plotly = figure[jupyterDisplay]()["application/vnd.plotly.v1+json"];
	expect(throughJson(plotly)).toEqual(plotly);
});

it("reachSlider(options) refuses what it cannot draw", () => {
	expect(() => reachSlider({ layers: [] })).toThrow("layers is empty");
	expect(() => reachSlider({ kernel: 1 })).toThrow(
		"kernel is 1: to reach back it must be at least 2",
	);
});
