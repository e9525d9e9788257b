import { checkMatrix } from "../attention/shapes/check-matrix";
import type { Matrix } from "../attention/types";
import { axisLabels } from "./axis-labels";
import { sequential } from "./colors";
import { createFigure, type Figure } from "./figure";
import { formatNumber } from "./format-number";
import { heatmap } from "./heatmap";
import { heatmapTable } from "./heatmap-table";

export interface HeatmapLabels {
	/** One label a row: the tokens that attend. */
	readonly queries?: readonly string[];
	/** One label a column: the tokens attended to. */
	readonly keys?: readonly string[];
	readonly title?: string;
}

/**
 * Who attends to whom: a heat map of `weights` [n_q, n_k], from 0 (light) to 1 (dark), the number in
 * every cell.
 *
 * @throws ShapeError when the labels are not as many as rows and columns
 */
export function weightHeatmap(weights: Matrix, labels: HeatmapLabels = {}): Figure {
	checkMatrix("weights", weights);
	const queries = axisLabels("queries", labels.queries, weights.length, "query");
	const keys = axisLabels("keys", labels.keys, weights[0]!.length, "key");
	const title = labels.title ?? "Attention weights";
	return createFigure({
		...heatmap(weights, {
			title,
			queries,
			keys,
			quantity: "weight",
			colorscale: sequential,
			range: [0, 1],
		}),
		alt:
			`${title}: heat map of ${queries.length} queries (rows) by ${keys.length} keys (columns). ` +
			describeRows(weights, queries, keys),
		table: heatmapTable(weights, queries, keys),
	});
}

/** What the eye catches first: where each row is darkest. */
function describeRows(weights: Matrix, queries: string[], keys: string[]): string {
	const sentences = weights.slice(0, 12).map((row, i) => {
		const highest = Math.max(...row);
		if (!(highest > 0)) return `${queries[i]} attends to nothing.`;
		const favourites = keys.filter((_, j) => row[j] === highest);
		if (favourites.length === keys.length && keys.length > 1)
			return `${queries[i]} attends to every key evenly (${formatNumber(highest)}).`;
		return `${queries[i]} attends most to ${favourites.join(" and ")} (${formatNumber(highest)}).`;
	});
	if (weights.length > 12) sentences.push("The data table has the other rows.");
	return sentences.join(" ");
}
