import { checkMatrix } from "../attention/shapes/check-matrix";
import type { Matrix } from "../attention/types";
import { axisLabels } from "./axis-labels";
import { sequential } from "./colors";
import { describeWeights } from "./describe-weights";
import { createFigure, type Figure } from "./figure";
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
			describeWeights(weights, queries, keys),
		table: heatmapTable(weights, queries, keys),
	});
}
