import { count } from "../attention/shapes/agree";
import { checkVector } from "../attention/shapes/check-vector";
import { ShapeError } from "../attention/shapes/shape-error";
import type { Vector } from "../attention/types";
import { barColor, secondColor, thirdColor } from "./colors";
import { escapeLabel } from "./escape-label";
import { createFigure, type Figure, type PlotlyObject } from "./figure";
import { formatNumber } from "./format-number";

export interface LineChart {
	readonly title: string;
	/** What lies on the axis to the right, and where the points are. */
	readonly x: ChartAxis & { readonly values: Vector };
	readonly y: ChartAxis;
	/** For each line, by its name, one number a point. */
	readonly lines: Readonly<Record<string, Vector>>;
}

export interface ChartAxis {
	readonly name: string;
	/** Every step along the axis multiplies by the same factor; everything must then be above 0. */
	readonly logarithmic?: boolean;
}

/** Every line has a colour, a dash and a marker of its own: any one of them tells it apart. */
const styles = [
	{ color: barColor, dash: "solid", symbol: "circle" },
	{ color: secondColor, dash: "dash", symbol: "square" },
	{ color: thirdColor, dash: "dot", symbol: "diamond" },
	{ color: "#1b7837", dash: "dashdot", symbol: "triangle-up" },
];

/**
 * How something depends on something else: one line for each name, all over the same points.
 *
 * @throws ShapeError when a line has not one number a point
 * @throws RangeError when an axis is logarithmic and something on it is not above 0
 */
export function lineChart({ title, x, y, lines }: LineChart): Figure {
	checkVector("x.values", x.values);
	const named = Object.entries(lines);
	for (const [name, line] of named) {
		checkVector(name, line);
		if (line.length !== x.values.length)
			throw new ShapeError(
				`${name} has ${count(line.length, "number")} but x has ${count(x.values.length, "value")}`,
			);
		if (y.logarithmic) checkPositive(name, line);
	}
	if (x.logarithmic) checkPositive("x", x.values);
	return createFigure({
		data: named.map(([name, line], i) => trace(name, x, line, styles[i % styles.length]!)),
		layout: {
			title: { text: title },
			height: 440,
			xaxis: axis(x),
			yaxis: axis(y),
			legend: { orientation: "h", y: -0.25 },
			showlegend: named.length > 1,
		},
		alt:
			`${title}: line chart of ${y.name} against ${x.name}, from ${formatNumber(x.values[0]!)} to ` +
			`${formatNumber(x.values.at(-1)!)}. ${named.map(([name, line]) => describe(name, x.values, line)).join(" ")}`,
		table: {
			header: [x.name, ...named.map(([name]) => name)],
			rows: x.values.map((value, i) => [
				formatNumber(value),
				...named.map(([, line]) => formatNumber(line[i]!)),
			]),
		},
	});
}

function checkPositive(name: string, numbers: Vector): void {
	const place = numbers.findIndex((value) => !(value > 0));
	if (place !== -1)
		throw new RangeError(
			`${name}[${place}] is ${numbers[place]}: a logarithmic axis needs numbers above 0`,
		);
}

function trace(
	name: string,
	x: LineChart["x"],
	line: Vector,
	{ color, dash, symbol }: (typeof styles)[number],
): PlotlyObject {
	return {
		type: "scatter",
		mode: "lines+markers",
		name: escapeLabel(name),
		x: [...x.values],
		y: [...line],
		line: { color, dash, width: 2.5 },
		marker: { color, symbol, size: 8 },
		hovertext: x.values.map(
			(value, i) => `${name}, ${x.name} ${formatNumber(value)}: ${formatNumber(line[i]!)}`,
		),
		hoverinfo: "text",
	};
}

const axis = ({ name, logarithmic }: ChartAxis): PlotlyObject => ({
	title: { text: escapeLabel(name), standoff: 12 },
	automargin: true,
	...(logarithmic ? { type: "log", exponentformat: "power" } : {}),
});

/** Where a line begins and ends, and where it is lowest and highest in between. */
function describe(name: string, x: Vector, line: Vector): string {
	const at = (pick: (a: number, b: number) => number) => {
		const value = line.reduce((a, b) => pick(a, b));
		return `${formatNumber(value)} at ${formatNumber(x[line.indexOf(value)]!)}`;
	};
	const ends = `from ${formatNumber(line[0]!)} to ${formatNumber(line.at(-1)!)}`;
	return `${name}: ${ends}, lowest ${at(Math.min)}, highest ${at(Math.max)}.`;
}
