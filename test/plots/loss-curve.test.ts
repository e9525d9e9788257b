import { lossCurve } from "attention-lab/plots";
import { expect, it } from "vitest";
import { jupyterDisplay } from "../../src/plots/jupyter-display";
import { throughJson } from "./through-json";

const curve = {
	steps: [50, 100],
	losses: { training: [3, 2.5], validation: [3.125, 2.625] },
	baselines: { bigram: 2.4375 },
	until: 400,
};

it("lossCurve(curve) is this figure", () => {
	expect(lossCurve(curve)).toMatchSnapshot();
});

it("lossCurve(curve) has every loss in its table, and says where the lines begin and end", () => {
	const { table, alt } = lossCurve(curve);
	expect(table.header).toEqual(["steps", "training", "validation", "bigram"]);
	expect(table.rows).toEqual([
		["50", "3", "3.125", "2.438"],
		["100", "2.500", "2.625", "2.438"],
	]);
	expect(alt).toBe(
		"Line chart of the loss against the training steps, 50 to 100. training: from 3 to 2.500. " +
			"validation: from 3.125 to 2.625. bigram: 2.438.",
	);
});

it("lossCurve(curve) reaches as far as the training will", () => {
	const range = (figure: ReturnType<typeof lossCurve>) =>
		(figure.layout.xaxis as { range: number[] }).range;
	expect(range(lossCurve(curve))).toEqual([0, 400]);
	expect(range(lossCurve({ steps: [10, 20], losses: {} }))).toEqual([0, 20]);
});

it("lossCurve(curve) is as high as its losses and its baselines", () => {
	const heights = (figure: ReturnType<typeof lossCurve>) =>
		(figure.layout.yaxis as { range: [number, number] }).range;
	const [low, high] = heights(lossCurve({ ...curve, baselines: { blind: 4.25 } }));
	expect(low).toBeCloseTo(2.5 - 0.175, 12);
	expect(high).toBeCloseTo(4.25 + 0.175, 12);
	expect(heights(lossCurve({ steps: [], losses: {} }))).toEqual([0, 1]);
});

it("lossCurve(curve) can be shown before there is a loss", () => {
	const empty = lossCurve({ ...curve, steps: [], losses: { training: [], validation: [] } });
	expect(empty.alt).toContain("still empty. bigram: 2.438.");
	const plotly = empty[jupyterDisplay]()["application/vnd.plotly.v1+json"];
	expect(throughJson(plotly)).toEqual(plotly);
});

it("lossCurve(curve) refuses a line that has not one loss a step", () => {
	expect(() => lossCurve({ ...curve, losses: { training: [1] } })).toThrow(
		"training has 1 number but steps has 2 numbers",
	);
});
