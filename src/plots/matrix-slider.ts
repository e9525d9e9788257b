import { agree, columns, count, rows } from "../attention/shapes/agree";
import { checkMatrix } from "../attention/shapes/check-matrix";
import { ShapeError } from "../attention/shapes/shape-error";
import type { Matrix } from "../attention/types";
import { labelledAxis } from "./axis-labels";
import { diverging, sequential } from "./colors";
import { createFigure, type Figure, type PlotlyObject } from "./figure";
import { formatNumber } from "./format-number";
import { slider } from "./slider";

export interface MatrixSliderLabels {
	readonly title: string;
	/** What the slider moves through: "step", "after training steps". */
	readonly slider: string;
	/** What one cell is: "weight", "value". */
	readonly quantity: string;
	/** What a row is, "token", and one label a row. */
	readonly rows: { readonly name: string; readonly labels: readonly string[] };
	/** What a column is, "feature", and one label a column. */
	readonly columns: { readonly name: string; readonly labels: readonly string[] };
}

/**
 * How a matrix changes from stage to stage: a heat map of each, all of one shape and in the same
 * colours, with a slider from one to the next. Numbers that are all 0 or above go from light to dark;
 * where there are negative ones, orange is below 0 and purple above.
 *
 * @throws ShapeError when there is no stage, two differ in shape, or the labels do not fit
 */
export function matrixSlider(
	stages: Readonly<Record<string, Matrix>>,
	labels: MatrixSliderLabels,
): Figure {
	const named = Object.entries(stages);
	const [first] = named;
	if (!first) throw new ShapeError("matrixSlider({}) has no stage: give it at least one matrix");
	for (const [name, matrix] of named) checkStage(name, matrix, first[1], labels);
	const colors = colorsOf(named.flatMap(([, matrix]) => matrix.flat()));
	const frames = named.map(([name, matrix]) => ({
		name,
		data: [picture(matrix, labels, colors)],
	}));
	const { title } = labels;
	return createFigure({
		data: frames[0]!.data,
		layout: {
			title: { text: title },
			height: 280 + 44 * Math.min(first[1].length, 16),
			xaxis: { ...labelledAxis(labels.columns.name, labels.columns.labels), automargin: true },
			yaxis: {
				...labelledAxis(labels.rows.name, labels.rows.labels),
				autorange: "reversed",
				automargin: true,
			},
			sliders: [slider({ name: labels.slider, positions: named.map(([name]) => name), active: 0 })],
		},
		frames,
		alt:
			`${title}: a heat map, ${first[1].length} × ${first[1][0]!.length} (${labels.rows.name} × ` +
			`${labels.columns.name}), with a slider through ${count(named.length, "stage")}. ` +
			named.map(([name, matrix]) => `${name}: ${describe(matrix, labels)}.`).join(" "),
		table: {
			header: [`${labels.slider}: ${labels.rows.name}`, ...labels.columns.labels],
			rows: named.flatMap(([name, matrix]) =>
				matrix.map((row, i) => [
					`${name}: ${labels.rows.labels[i]}`,
					...row.map((value) => formatNumber(value)),
				]),
			),
		},
	});
}

function checkStage(name: string, matrix: Matrix, first: Matrix, labels: MatrixSliderLabels): void {
	checkMatrix(name, matrix);
	agree(rows("the first stage", first), rows(name, matrix));
	agree(columns("the first stage", first), columns(name, matrix));
	agree(rows(name, matrix), {
		length: labels.rows.labels.length,
		text: `rows.labels has ${count(labels.rows.labels.length, "label")}`,
	});
	agree(columns(name, matrix), {
		length: labels.columns.labels.length,
		text: `columns.labels has ${count(labels.columns.labels.length, "label")}`,
	});
}

/** One scale for all stages, so that the same colour is the same number throughout. */
function colorsOf(numbers: readonly number[]) {
	const furthest = numbers.reduce((far, value) => Math.max(far, Math.abs(value)), 0) || 1;
	return numbers.some((value) => value < 0)
		? { colorscale: diverging, zmin: -furthest, zmax: furthest }
		: { colorscale: sequential, zmin: 0, zmax: furthest };
}

const picture = (
	matrix: Matrix,
	{ quantity, rows, columns }: MatrixSliderLabels,
	colors: ReturnType<typeof colorsOf>,
): PlotlyObject => ({
	type: "heatmap",
	z: matrix.map((row) => [...row]),
	text: matrix.map((row) => row.map((value) => formatNumber(value, 2))),
	...(columns.labels.length <= 16 && { texttemplate: "%{text}" }),
	hovertext: matrix.map((row, i) =>
		row.map(
			(value, j) =>
				`${rows.labels[i]}, ${columns.labels[j]}: ${quantity} ${formatNumber(value, 4)}`,
		),
	),
	hoverinfo: "text",
	...colors,
	xgap: 2,
	ygap: 2,
	colorbar: { title: { text: quantity, side: "right" } },
});

/** What tells a stage from the others: its furthest cell from 0, and which cells are 0. */
function describe(matrix: Matrix, { rows, columns }: MatrixSliderLabels): string {
	const cells = matrix.flatMap((row, i) => row.map((value, j) => ({ value, i, j })));
	const filled = cells.filter(({ value }) => value !== 0);
	if (filled.length === 0) return "all are 0";
	const square = matrix.length > 1 && matrix.length === matrix[0]!.length;
	const place = square && filled.every(({ i, j }) => j <= i) ? ", none above the diagonal" : "";
	const share = `${filled.length} of ${cells.length}`;
	if (filled.every(({ value }) => value === 1)) return `${share} are 1${place}`;
	const { value, i, j } = cells.reduce((a, b) => (Math.abs(b.value) > Math.abs(a.value) ? b : a));
	const furthest = `furthest from 0 is ${formatNumber(value)} at ${rows.labels[i]}, ${columns.labels[j]}`;
	return filled.length === cells.length ? furthest : `${furthest}; ${share} are not 0${place}`;
}
