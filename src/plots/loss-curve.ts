import { count } from "../attention/shapes/agree";
import { ShapeError } from "../attention/shapes/shape-error";
import type { Vector } from "../attention/types";
import { barColor, secondColor, thirdColor } from "./colors";
import { escapeLabel } from "./escape-label";
import { createFigure, type Figure, type PlotlyObject } from "./figure";
import { formatNumber } from "./format-number";
import { levelLine, levelNote } from "./level-line";

export interface LossCurve {
	/** After how many steps the losses were measured, rising; none yet is allowed. */
	readonly steps: Vector;
	/** For each line, by its name, the loss at each of these steps, in nats. */
	readonly losses: Readonly<Record<string, Vector>>;
	/** Levels to beat, by name. */
	readonly baselines?: Readonly<Record<string, number>>;
	/** How many steps there will be in all: how far the picture reaches. */
	readonly until?: number;
}

/** Every line has a colour, a dash and a marker of its own: any one of them tells it apart. */
const styles = [
	{ color: barColor, dash: "solid", symbol: "circle" },
	{ color: secondColor, dash: "dash", symbol: "square" },
	{ color: thirdColor, dash: "dot", symbol: "diamond" },
];

/**
 * How the loss of a model falls while it learns, one line a text it is measured on, with the levels of
 * simpler models to beat. Made to be shown again and again in its place.
 *
 * @throws ShapeError when a line has not one loss a step
 */
export function lossCurve({ steps, losses, baselines = {}, until }: LossCurve): Figure {
	const lines = Object.entries(losses);
	for (const [name, line] of lines)
		if (line.length !== steps.length)
			throw new ShapeError(
				`${name} has ${count(line.length, "number")} but steps has ${count(steps.length, "number")}`,
			);
	const levels = Object.entries(baselines);
	const end = until ?? steps.at(-1) ?? 1;
	return createFigure({
		data: lines.map(([name, line], i) => trace(name, steps, line, styles[i % styles.length]!)),
		layout: {
			title: { text: "What the model has learned" },
			height: 420,
			xaxis: { title: { text: "training steps", standoff: 12 }, range: [0, end] },
			yaxis: {
				title: { text: "loss, in nats a character" },
				range: heights([...lines, ...levels].flatMap(([, at]) => at)),
			},
			legend: { orientation: "h", y: -0.25 },
			shapes: levels.map(([, level]) => levelLine(level)),
			annotations: levels.map(([name, level]) =>
				levelNote(level, `${escapeLabel(name)}: ${formatNumber(level)}`),
			),
		},
		alt: describe(steps, lines, levels),
		table: {
			header: ["steps", ...lines.map(([name]) => name), ...levels.map(([name]) => name)],
			rows: steps.map((step, i) => [
				String(step),
				...lines.map(([, line]) => formatNumber(line[i]!)),
				...levels.map(([, level]) => formatNumber(level)),
			]),
		},
	});
}

/** From a little below the lowest number to a little above the highest, the levels included. */
function heights(numbers: Vector): [number, number] {
	const finite = numbers.filter(Number.isFinite);
	const [low, high] = [Math.min(...finite, Infinity), Math.max(...finite, -Infinity)];
	const margin = Math.max(0.1 * (high - low), 0.05);
	return finite.length === 0 ? [0, 1] : [low - margin, high + margin];
}

function trace(
	name: string,
	steps: Vector,
	losses: Vector,
	{ color, dash, symbol }: (typeof styles)[number],
): PlotlyObject {
	return {
		type: "scatter",
		mode: "lines+markers",
		name: escapeLabel(name),
		x: [...steps],
		y: [...losses],
		line: { color, dash, width: 2.5 },
		marker: { color, symbol, size: 7 },
		hovertext: steps.map((step, i) => `${name}, step ${step}: ${formatNumber(losses[i]!)}`),
		hoverinfo: "text",
	};
}

function describe(
	steps: Vector,
	lines: readonly [string, Vector][],
	levels: readonly [string, number][],
): string {
	const named = levels.map(([name, level]) => `${name}: ${formatNumber(level)}.`);
	if (steps.length === 0)
		return ["Line chart of the loss against the training steps, still empty.", ...named].join(" ");
	const told = lines.map(
		([name, line]) => `${name}: from ${formatNumber(line[0]!)} to ${formatNumber(line.at(-1)!)}.`,
	);
	const span = `Line chart of the loss against the training steps, ${steps[0]} to ${steps.at(-1)}.`;
	return [span, ...told, ...named].join(" ");
}
