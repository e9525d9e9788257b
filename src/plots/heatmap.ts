import type { Matrix } from "../attention/types";
import { labelledAxis } from "./axis-labels";
import type { PlotlyObject } from "./figure";
import { formatNumber } from "./format-number";

interface HeatmapOptions {
	readonly title: string;
	readonly queries: readonly string[];
	readonly keys: readonly string[];
	/** What one cell is: "weight", "score". */
	readonly quantity: string;
	readonly colorscale: [number, string][];
	readonly range: readonly [low: number, high: number];
}

/** The trace and the layout of a heat map with a number in every cell, queries down, keys across. */
export function heatmap(
	values: Matrix, // [n_q, n_k]
	{ title, queries, keys, quantity, colorscale, range: [zmin, zmax] }: HeatmapOptions,
): { data: PlotlyObject[]; layout: PlotlyObject } {
	const roomForNumbers = keys.length <= 16;
	const text = values.map((row) => row.map((value) => formatNumber(value, 2)));
	const trace = {
		type: "heatmap",
		z: values.map((row) => row.map((value) => (Number.isFinite(value) ? value : null))),
		text,
		...(roomForNumbers && { texttemplate: "%{text}" }),
		hovertext: values.map((row, i) =>
			row.map((value, j) => `${queries[i]} → ${keys[j]}: ${quantity} ${formatNumber(value, 4)}`),
		),
		hoverinfo: "text",
		hoverongaps: true,
		colorscale,
		zmin,
		zmax,
		xgap: 2,
		ygap: 2,
		colorbar: { title: { text: quantity, side: "right" } },
	};
	const layout = {
		title: { text: title },
		height: 170 + 44 * Math.min(queries.length, 16),
		xaxis: { ...labelledAxis("key (attended to)", keys), automargin: true },
		yaxis: {
			...labelledAxis("query (attending)", queries),
			autorange: "reversed",
			automargin: true,
		},
		plot_bgcolor: "#e0e0e0",
		annotations: roomForNumbers ? numbersWithoutColor(values) : [],
	};
	return { data: [trace], layout };
}

/** plotly.js leaves a cell of −∞ or NaN empty: its text comes as an annotation. */
function numbersWithoutColor(values: Matrix): PlotlyObject[] {
	return values.flatMap((row, y) =>
		row.flatMap((value, x) =>
			Number.isFinite(value) ? [] : [{ x, y, text: formatNumber(value), showarrow: false }],
		),
	);
}
