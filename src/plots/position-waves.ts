import { checkMatrix } from "../attention/shapes/check-matrix";
import type { Matrix } from "../attention/types";
import { diverging } from "./colors";
import { createFigure, type Figure } from "./figure";
import { formatNumber } from "./format-number";
import { heatmapTable } from "./heatmap-table";

/**
 * The vectors of positions `positions` [n, d] as a heat map from −1 (orange) to 1 (purple), positions down
 * and columns across: fast waves on the left, slow ones on the right.
 *
 * @throws ShapeError when it is no matrix
 */
export function positionWaves(positions: Matrix): Figure {
	checkMatrix("positions", positions);
	const [n, d] = [positions.length, positions[0]!.length];
	const names = positions[0]!.map((_, c) => `column ${c}`);
	const rows = positions.map((_, i) => `position ${i}`);
	return createFigure({
		data: [
			{
				type: "heatmap",
				z: positions.map((row) => [...row]),
				hovertext: positions.map((row, i) =>
					row.map((value, c) => `position ${i}, column ${c}: ${formatNumber(value)}`),
				),
				hoverinfo: "text",
				colorscale: diverging,
				zmin: -1,
				zmax: 1,
				colorbar: { title: { text: "value", side: "right" } },
			},
		],
		layout: {
			title: { text: "A vector for each position" },
			height: 200 + 12 * Math.min(n, 32),
			xaxis: { title: { text: "column", standoff: 12 }, dtick: 2 },
			yaxis: { title: { text: "position" }, autorange: "reversed" },
		},
		alt:
			`A vector for each position: heat map of ${n} positions (rows) by ${d} columns, values from −1 to 1. ` +
			`From one position to the next, ${describeChange(positions)}.`,
		table: { ...heatmapTable(positions, rows, names), header: ["position \\ column", ...names] },
	});
}

/** How much the first and the last column move on average. */
function describeChange(positions: Matrix): string {
	if (positions.length === 1) return "nothing changes, because there is only one";
	const last = positions[0]!.length - 1;
	const change = (column: number) => {
		const steps = positions
			.slice(1)
			.map((row, i) => Math.abs(row[column]! - positions[i]![column]!));
		return formatNumber(steps.reduce((a, b) => a + b) / steps.length);
	};
	return `column 0 changes by ${change(0)} on average, column ${last} by ${change(last)}`;
}
