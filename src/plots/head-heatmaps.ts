import { agree, columns, count, rows } from "../attention/shapes/agree";
import { checkMatrix } from "../attention/shapes/check-matrix";
import { ShapeError } from "../attention/shapes/shape-error";
import type { HeadMatrices } from "../attention/types";
import { axisLabels } from "./axis-labels";
import { sequential } from "./colors";
import { describeWeights } from "./describe-weights";
import { escapeLabel } from "./escape-label";
import { createFigure, type Figure, type PlotlyObject } from "./figure";
import { formatNumber } from "./format-number";
import { heatmap } from "./heatmap";
import type { HeatmapLabels } from "./weight-heatmap";

export interface HeadLabels extends HeatmapLabels {
	/** One name a head; otherwise "head 0", "head 1", … */
	readonly heads?: readonly string[];
}

/**
 * Who attends to whom, head by head: the heat maps of `weights` [heads][n_q][n_k] side by side, all in
 * the same colours from 0 (light) to 1 (dark).
 *
 * @throws ShapeError when the heads differ in shape or the labels do not fit
 */
export function headHeatmaps(weights: HeadMatrices, labels: HeadLabels = {}): Figure {
	checkHeadMatrices(weights);
	const [first] = weights as [HeadMatrices[0], ...HeadMatrices];
	const queries = axisLabels("queries", labels.queries, first.length, "query");
	const keys = axisLabels("keys", labels.keys, first[0]!.length, "key");
	const heads = headNames(labels.heads, weights.length);
	const title = labels.title ?? "Attention weights, head by head";
	const panels = weights.map((matrix, h) =>
		heatmap(matrix, {
			title: heads[h]!,
			queries,
			keys,
			quantity: "weight",
			colorscale: sequential,
			range: [0, 1],
		}),
	);
	const roomForNumbers = heads.length * keys.length <= 16;
	return createFigure({
		data: panels.flatMap(({ data }, h) =>
			data.map((trace) => placed(trace, h, { isLast: h === heads.length - 1, roomForNumbers })),
		),
		layout: {
			title: { text: title },
			height: 220 + 44 * Math.min(queries.length, 12),
			margin: { t: 100, r: 40, b: 60, l: 70 },
			plot_bgcolor: "#e0e0e0",
			...sideBySide(panels.map(({ layout }) => layout)),
			annotations: heads.map((name, h) => headingOf(name, h)),
		},
		alt:
			`${title}: ${heads.length} heat maps of ${queries.length} queries (rows) by ` +
			`${keys.length} keys (columns). ` +
			weights.map((w, h) => `${heads[h]}: ${describeWeights(w, queries, keys)}`).join(" "),
		table: {
			header: ["head, query \\ key", ...keys],
			rows: weights.flatMap((matrix, h) =>
				matrix.map((row, i) => [
					`${heads[h]}, ${queries[i]}`,
					...row.map((weight) => formatNumber(weight)),
				]),
			),
		},
	});
}

function checkHeadMatrices(weights: HeadMatrices): void {
	if (!Array.isArray(weights) || weights.length === 0)
		throw new ShapeError("weights needs at least one head: [heads][n_q][n_k]");
	weights.forEach((matrix, h) => {
		checkMatrix(`weights[${h}]`, matrix);
		agree(rows("weights[0]", weights[0]), rows(`weights[${h}]`, matrix));
		agree(columns("weights[0]", weights[0]), columns(`weights[${h}]`, matrix));
	});
}

function headNames(given: readonly string[] | undefined, length: number): readonly string[] {
	const names = given ?? Array.from({ length }, (_, h) => `head ${h}`);
	if (names.length !== length)
		throw new ShapeError(`heads has ${count(names.length, "name")} but there are ${length} heads`);
	return names;
}

/** plotly.js calls the first axes x and y, the others x2, y2, … */
const axisNumber = (h: number) => (h === 0 ? "" : `${h + 1}`);

/** One colour bar is enough for all. */
function placed(
	trace: PlotlyObject,
	h: number,
	{ isLast, roomForNumbers }: { isLast: boolean; roomForNumbers: boolean },
): PlotlyObject {
	const { colorbar, texttemplate, ...rest } = trace;
	return {
		...rest,
		...(texttemplate !== undefined && roomForNumbers && { texttemplate }),
		...(isLast ? { colorbar } : { showscale: false }),
		xaxis: `x${axisNumber(h)}`,
		yaxis: `y${axisNumber(h)}`,
	};
}

/** The axes of every panel; only the first one names the queries. */
function sideBySide(layouts: readonly PlotlyObject[]): PlotlyObject {
	const gap = 0.06;
	const width = (1 - gap * (layouts.length - 1)) / layouts.length;
	return Object.fromEntries(
		layouts.flatMap(({ xaxis, yaxis }, h) => {
			const start = h * (width + gap);
			const domain = [start, Math.min(1, start + width)];
			return [
				[`xaxis${axisNumber(h)}`, { ...(xaxis as object), domain, anchor: `y${axisNumber(h)}` }],
				[
					`yaxis${axisNumber(h)}`,
					{
						...(yaxis as object),
						anchor: `x${axisNumber(h)}`,
						...(h > 0 && { title: { text: "" }, showticklabels: false }),
					},
				],
			];
		}),
	);
}

const headingOf = (name: string, h: number): PlotlyObject => ({
	text: escapeLabel(name),
	xref: `x${axisNumber(h)} domain`,
	yref: `y${axisNumber(h)} domain`,
	x: 0.5,
	y: 1,
	xanchor: "center",
	yanchor: "bottom",
	showarrow: false,
	font: { size: 15 },
});
