import { checkMatrix } from "../attention/shapes/check-matrix";
import type { Matrix } from "../attention/types";
import { axisLabels } from "./axis-labels";
import { barColor } from "./colors";
import { describeWeights } from "./describe-weights";
import { escapeLabel } from "./escape-label";
import { createFigure, type Figure, type PlotlyObject } from "./figure";
import { formatNumber } from "./format-number";
import { heatmapTable } from "./heatmap-table";
import { slider } from "./slider";
import type { HeatmapLabels } from "./weight-heatmap";

/**
 * Two sequences, one above the other, and a line from every query (below) to every key (above), as
 * thick as the weight in `weights` [n_q, n_k]. A slider shows all queries, or one at a time with its
 * weights in numbers.
 *
 * @throws ShapeError when the labels are not as many as rows and columns
 */
export function alignmentMap(weights: Matrix, labels: HeatmapLabels = {}): Figure {
	checkMatrix("weights", weights);
	const queries = axisLabels("queries", labels.queries, weights.length, "query");
	const keys = axisLabels("keys", labels.keys, weights[0]!.length, "key");
	const title = labels.title ?? "Who looks where";
	// the position comes first, because two tokens may have the same name
	const positions = ["all", ...queries.map((query, i) => `${i} ${query}`)];
	const draw = (chosen?: number): PlotlyObject[] => [
		...lines(weights, queries, keys, chosen),
		words(queries, 0, "bottom center", chosen),
		words(keys, 1, "top center"),
		numbers(weights, keys, chosen),
	];
	return createFigure({
		data: draw(),
		layout: {
			title: { text: title },
			height: 460,
			showlegend: false,
			xaxis: { visible: false, range: [-0.08, 1.08], fixedrange: true },
			yaxis: { visible: false, range: [-0.25, 1.3], fixedrange: true },
			sliders: [slider({ name: "query", positions, active: 0 })],
		},
		frames: positions.map((name, step) => ({
			name,
			data: draw(step === 0 ? undefined : step - 1),
		})),
		alt:
			`${title}: lines from ${queries.length} queries below (${queries.join(", ")}) to ` +
			`${keys.length} keys above (${keys.join(", ")}), as thick as the weight. ` +
			describeWeights(weights, queries, keys),
		table: heatmapTable(weights, queries, keys),
	});
}

/** Where word i of `length` stands, from 0 at the left to 1 at the right. */
const across = (i: number, length: number) => (length === 1 ? 0.5 : i / (length - 1));

function lines(
	weights: Matrix,
	queries: readonly string[],
	keys: readonly string[],
	chosen: number | undefined,
): PlotlyObject[] {
	return weights.flatMap((row, i) =>
		row.map((weight, j) => ({
			type: "scatter",
			mode: "lines",
			x: [across(i, queries.length), across(j, keys.length)],
			y: [0, 1],
			line: { color: barColor, width: 14 * weight },
			opacity: chosen === undefined || chosen === i ? 0.25 + 0.75 * weight : 0,
			hoverinfo: "text",
			hovertext: `${queries[i]} → ${keys[j]}: weight ${formatNumber(weight, 4)}`,
		})),
	);
}

function words(
	labels: readonly string[],
	y: number,
	textposition: string,
	chosen?: number,
): PlotlyObject {
	return {
		type: "scatter",
		mode: "markers+text",
		x: labels.map((_, i) => across(i, labels.length)),
		y: labels.map(() => y),
		text: labels.map((label, i) =>
			chosen === i ? `<b>${escapeLabel(label)}</b>` : escapeLabel(label),
		),
		textposition,
		textfont: { size: 16 },
		marker: { color: "#333333", size: 8 },
		hoverinfo: "skip",
	};
}

/** The weights of the chosen query, above the keys. */
function numbers(
	weights: Matrix,
	keys: readonly string[],
	chosen: number | undefined,
): PlotlyObject {
	return {
		type: "scatter",
		mode: "text",
		x: keys.map((_, j) => across(j, keys.length)),
		y: keys.map(() => 1.18),
		text: keys.map((_, j) => (chosen === undefined ? "" : formatNumber(weights[chosen]![j]!))),
		textposition: "top center",
		hoverinfo: "skip",
	};
}
