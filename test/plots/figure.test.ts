import {
	alignmentMap,
	headHeatmaps,
	headMovement,
	lineChart,
	lossCurve,
	matmulSteps,
	matrixSlider,
	mixtureHull,
	scoreHeatmap,
	softmaxSlider,
	softmaxSteps,
	tokenArrows,
	weightHeatmap,
} from "attention-lab/plots";
import { describe, expect, it } from "vitest";
import { jupyterDisplay } from "../../src/plots/jupyter-display";
import { throughJson } from "./through-json";

const figures = {
	weightHeatmap: weightHeatmap([[0.25, 0.75]], { queries: ["<b>"], keys: ["a & b", '"c"'] }),
	scoreHeatmap: scoreHeatmap([[-1, -Infinity]]),
	softmaxSlider: softmaxSlider([0, 1]),
	softmaxSteps: softmaxSteps([0, 1]),
	tokenArrows: tokenArrows([[1, 2]], { labels: ["a"], axes: ["x", "y"] }),
	mixtureHull: mixtureHull(
		[0, 1],
		[
			[0, 1],
			[2, 0],
		],
		{ labels: ["a", "b"], axes: ["x", "y"] },
	),
	matmulSteps: matmulSteps([[1, 2]], [[3], [4]]),
	headHeatmaps: headHeatmaps([[[0.25, 0.75]], [[1, 0]]]),
	headMovement: headMovement([[1, 2]], 2),
	lossCurve: lossCurve({ steps: [1, 2], losses: { training: [3, 2] }, baselines: { bigram: 2.5 } }),
	lineChart: lineChart({
		title: "a",
		x: { name: "b", values: [1, 2] },
		y: { name: "c" },
		lines: { "<i>": [1, 2] },
	}),
	matrixSlider: matrixSlider(
		{ first: [[1, 2]], second: [[0, 1]] },
		{
			title: "a",
			slider: "step",
			quantity: "value",
			rows: { name: "token", labels: ["<b>"] },
			columns: { name: "feature", labels: ["a & b", '"c"'] },
		},
	),
	alignmentMap: alignmentMap([[0.25, 0.75]]),
};

describe.each(Object.entries(figures))("%s(…)", (_, figure) => {
	const bundle = figure[jupyterDisplay]();

	it("shows itself as a plotly figure, as HTML and as text", () => {
		expect(Object.keys(bundle)).toEqual([
			"application/vnd.plotly.v1+json",
			"text/html",
			"text/plain",
		]);
		expect(bundle["text/plain"]).toBe(figure.alt);
	});

	it("is found under the name that kernels look for", () => {
		expect(jupyterDisplay).toBe(Symbol.for("Jupyter.display"));
	});

	it("arrives in the page as it was made: all of it is JSON", () => {
		const plotly = bundle["application/vnd.plotly.v1+json"];
		expect(throughJson(plotly)).toEqual(plotly);
	});

	it("carries its description and its data table in layout.meta", () => {
		expect(figure.layout.meta).toEqual({ alt: figure.alt, table: figure.table });
		expect(figure.alt).not.toBe("");
		for (const row of figure.table.rows) expect(row).toHaveLength(figure.table.header.length);
	});

	it("asks no other host for anything", () => {
		expect(JSON.stringify(bundle)).not.toMatch(/https?:/);
	});
});

it("the HTML of a figure escapes what is markup in a label", () => {
	const html = figures.weightHeatmap[jupyterDisplay]()["text/html"];
	expect(html).toContain('<th scope="row">&lt;b&gt;</th><td>0.250</td><td>0.750</td>');
	expect(html).toContain('<th scope="col">a &amp; b</th><th scope="col">&quot;c&quot;</th>');
});
