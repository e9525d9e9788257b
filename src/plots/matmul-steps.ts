import { matmul } from "../attention/matmul";
import { count } from "../attention/shapes/agree";
import { checkMatrix } from "../attention/shapes/check-matrix";
import { ShapeError } from "../attention/shapes/shape-error";
import type { Matrix } from "../attention/types";
import { labelledAxis } from "./axis-labels";
import { createFigure, type Figure, type PlotlyObject } from "./figure";
import { formatNumber } from "./format-number";
import { slider } from "./slider";

export interface MatmulLabels {
	/** One label a row of `a`, and of the product. */
	readonly rows?: readonly string[];
	/** One label a column of `a` and a row of `b`: what the dot products sum over. */
	readonly inner?: readonly string[];
	/** One label a column of `b`, and of the product. */
	readonly columns?: readonly string[];
}

/**
 * The matrix product entry by entry, with a slider: at each step a row of `a` [n, m] meets a column of
 * `b` [m, p], and their dot product is written into the result [n, p].
 *
 * @throws ShapeError when a and b do not fit, or the labels are not as many as what they name
 */
export function matmulSteps(a: Matrix, b: Matrix, labels: MatmulLabels = {}): Figure {
	checkMatrix("a", a);
	checkMatrix("b", b);
	const product = matmul(a, b);
	const names = {
		rows: checkedLabels("rows", labels.rows, a.length),
		inner: checkedLabels("inner", labels.inner, b.length),
		columns: checkedLabels("columns", labels.columns, b[0]!.length),
	};
	const steps = product.flatMap((row, i) => row.map((_, j) => stepOf({ a, b, product, i, j })));
	const positions = steps.map(({ i, j }) => `${names.rows[i]}, ${names.columns[j]}`);
	return createFigure({
		data: steps[0]!.data,
		layout: {
			height: 380 + 24 * Math.max(a.length, b.length),
			...axesOf(names),
			...steps[0]!.layout,
			sliders: [slider({ name: "entry", positions, active: 0 })],
		},
		frames: steps.map(({ data, layout }, k) => ({ name: positions[k]!, data, layout })),
		alt:
			`Three matrices side by side, a [${a.length}, ${b.length}], b [${b.length}, ${b[0]!.length}] and ` +
			`a·b [${a.length}, ${b[0]!.length}], with a slider through the entries of a·b. ` +
			`${steps.map(({ equation }, k) => `${positions[k]}: ${equation}`).join("; ")}.`,
		table: {
			header: ["entry", "row of a · column of b", "result"],
			rows: steps.map(({ terms, result }, k) => [positions[k]!, terms, result]),
		},
	});
}

interface Entry {
	readonly a: Matrix;
	readonly b: Matrix;
	readonly product: Matrix;
	readonly i: number;
	readonly j: number;
}

/** What is seen while entry [i][j] is computed: its row, its column, and the entries found so far. */
function stepOf({ a, b, product, i, j }: Entry) {
	const terms = a[i]!.map((x, k) => `${formatNumber(x)}·${formatNumber(b[k]![j]!)}`).join(" + ");
	const result = formatNumber(product[i]![j]!);
	const equation = `${terms} = ${result}`;
	const isKnown = (y: number, x: number) => y < i || (y === i && x <= j);
	return {
		i,
		j,
		terms,
		result,
		equation,
		data: [
			panel(a, { axis: "", lit: (y) => y === i }),
			panel(b, { axis: "2", lit: (_, x) => x === j }),
			panel(product, { axis: "3", lit: (y, x) => y === i && x === j, isKnown }),
		],
		layout: { title: { text: equation } },
	};
}

interface Panel {
	/** Which of the three pairs of axes: "", "2", "3". */
	readonly axis: string;
	readonly lit: (row: number, column: number) => boolean;
	readonly isKnown?: (row: number, column: number) => boolean;
}

/** A matrix as a grid of numbers; what takes part in the step is dark and bold. */
function panel(matrix: Matrix, { axis, lit, isKnown = () => true }: Panel): PlotlyObject {
	return {
		type: "heatmap",
		xaxis: `x${axis}`,
		yaxis: `y${axis}`,
		z: matrix.map((row, y) => row.map((_, x) => (lit(y, x) ? 1 : 0))),
		text: matrix.map((row, y) =>
			row.map((value, x) => {
				if (!isKnown(y, x)) return "·";
				return lit(y, x) ? `<b>${formatNumber(value)}</b>` : formatNumber(value);
			}),
		),
		texttemplate: "%{text}",
		textfont: { size: 16 },
		hoverinfo: "skip",
		colorscale: [
			[0, "#eef3f9"],
			[1, "#2166ac"],
		],
		zmin: 0,
		zmax: 1,
		showscale: false,
		xgap: 2,
		ygap: 2,
	};
}

/** Three pairs of axes, as wide as their matrices have columns. */
function axesOf({ rows, inner, columns }: Required<MatmulLabels>): PlotlyObject {
	const gap = 0.12;
	const unit = (1 - 2 * gap) / (inner.length + 2 * columns.length);
	const bStart = inner.length * unit + gap;
	const productStart = bStart + columns.length * unit + gap;
	const across = (title: string, labels: readonly string[], start: number) => ({
		...labelledAxis(title, labels),
		domain: [start, start + labels.length * unit],
	});
	const down = (labels: readonly string[], x: string) => ({
		...labelledAxis("", labels),
		autorange: "reversed",
		anchor: x,
	});
	return {
		xaxis: across("a", inner, 0),
		yaxis: down(rows, "x"),
		xaxis2: { ...across("b", columns, bStart), anchor: "y2" },
		yaxis2: down(inner, "x2"),
		xaxis3: { ...across("a·b", columns, productStart), anchor: "y3" },
		yaxis3: down(rows, "x3"),
	};
}

function checkedLabels(name: string, given: readonly string[] | undefined, length: number) {
	const labels = given ?? Array.from({ length }, (_, i) => `${i}`);
	if (labels.length !== length)
		throw new ShapeError(`${name} has ${count(labels.length, "label")} but ${length} are needed`);
	return labels;
}
