import { checkMatrix } from "../attention/shapes/check-matrix";
import type { Matrix } from "../attention/types";
import { axisLabels } from "./axis-labels";
import { diverging, divergingAboveZero } from "./colors";
import { createFigure, type Figure } from "./figure";
import { formatNumber } from "./format-number";
import { heatmap } from "./heatmap";
import { heatmapTable } from "./heatmap-table";
import type { HeatmapLabels } from "./weight-heatmap";

/**
 * How well every query matches every key: a heat map of `scores` [n_q, n_k], orange below zero, purple
 * above, the number in every cell. A masked score (−Infinity) is a grey cell with "−∞".
 *
 * @throws ShapeError when the labels are not as many as rows and columns
 */
export function scoreHeatmap(scores: Matrix, labels: HeatmapLabels = {}): Figure {
	checkMatrix("scores", scores);
	const queries = axisLabels("queries", labels.queries, scores.length, "query");
	const keys = axisLabels("keys", labels.keys, scores[0]!.length, "key");
	const title = labels.title ?? "Scores";
	const finite = scores.flat().filter((score) => Number.isFinite(score));
	const furthest = finite.reduce((far, score) => Math.max(far, Math.abs(score)), 0) || 1;
	const anyBelowZero = finite.some((score) => score < 0);
	return createFigure({
		...heatmap(scores, {
			title,
			queries,
			keys,
			quantity: "score",
			colorscale: anyBelowZero ? diverging : divergingAboveZero,
			range: [anyBelowZero ? -furthest : 0, furthest],
		}),
		alt:
			`${title}: heat map of ${queries.length} queries (rows) by ${keys.length} keys (columns), ` +
			`${describeRange(finite)}.`,
		table: heatmapTable(scores, queries, keys),
	});
}

function describeRange(finite: readonly number[]): string {
	if (finite.length === 0) return "without a finite score";
	const low = finite.reduce((a, b) => Math.min(a, b));
	const high = finite.reduce((a, b) => Math.max(a, b));
	return `scores from ${formatNumber(low)} to ${formatNumber(high)}`;
}
