import { agree, numbers, rows } from "../attention/shapes/agree";
import { checkVector } from "../attention/shapes/check-vector";
import { softmax } from "../attention/softmax";
import type { Matrix, Vector } from "../attention/types";
import { weightedSum } from "../attention/weighted-sum";
import { checkPlane } from "./check-plane";
import { checkTemperatures } from "./check-temperatures";
import { barColor } from "./colors";
import { convexHull } from "./convex-hull";
import { escapeLabel } from "./escape-label";
import { createFigure, type Figure, type PlotlyObject } from "./figure";
import { formatNumber } from "./format-number";
import { joinEqual, type Place } from "./join-equal";
import { slider } from "./slider";

export interface MixtureHullOptions {
	/** One label a value. */
	readonly labels: readonly string[];
	/** What the two coordinates of a value stand for. */
	readonly axes: readonly [x: string, y: string];
	/** The slider's positions, each greater than 0, from cold to hot. */
	readonly temperatures?: readonly number[];
}

/**
 * Where a mixture of `values` [n, 2] can be: the convex hull of the values, and in it the mixture with the
 * weights softmax(scores / temperature), with a slider for the temperature. It starts at temperature 1
 * when that is among the positions, otherwise at the first.
 *
 * @throws ShapeError when scores, values and labels differ in number, or a value has not two entries
 * @throws RangeError when a temperature is not greater than 0
 */
export function mixtureHull(scores: Vector, values: Matrix, options: MixtureHullOptions): Figure {
	checkVector("scores", scores);
	checkPlane("values", values, options.labels);
	agree(numbers("scores", scores), rows("values", values));
	const { axes, labels, temperatures = [0.1, 0.25, 0.5, 1, 2, 4, 10] } = options;
	checkTemperatures(temperatures);
	const steps = temperatures.map((temperature) => {
		const weights = softmax(scores.map((score) => score / temperature));
		return { weights, mixture: weightedSum(weights, values) };
	});
	const places = joinEqual(values, labels);
	const corners = convexHull(values);
	const way = steps.map(({ mixture }) => mixture);
	const positions = temperatures.map(String);
	const frames = steps.map(({ weights, mixture }, i) => ({
		name: positions[i]!,
		data: [hull(corners), wayOf(way), ...valuesOf(places, weights), mixtureOf(mixture)],
	}));
	const active = Math.max(0, temperatures.indexOf(1));
	return createFigure({
		data: frames[active]!.data,
		layout: {
			title: { text: "The mixture stays between its values" },
			height: 620,
			showlegend: false,
			xaxis: { title: { text: axes[0] }, range: rangeOf(values, 0), zeroline: true },
			yaxis: {
				title: { text: axes[1] },
				range: rangeOf(values, 1),
				zeroline: true,
				scaleanchor: "x",
			},
			sliders: [slider({ name: "temperature", positions, active })],
		},
		frames,
		alt:
			`Values in the plane of ${axes[0]} (across) and ${axes[1]} (up): ` +
			`${places.map(({ label, at }) => `${label} at ${showPoint(at)}`).join("; ")}. The convex hull around ` +
			`them has the corners ${corners.map(showPoint).join(", ")}. A slider changes the temperature of ` +
			`softmax; the mixture is inside the hull every time: ` +
			`${way.map((point, i) => `${showPoint(point)} at temperature ${positions[i]}`).join(", ")}.`,
		table: {
			header: ["temperature", ...labels.map((label) => `weight of ${label}`), ...axes],
			rows: steps.map(({ weights, mixture }, i) => [
				positions[i]!,
				...[...weights, ...mixture].map((x) => formatNumber(x)),
			]),
		},
	});
}

const hull = (corners: readonly Vector[]): PlotlyObject => ({
	...through([...corners, corners[0]!]),
	mode: "lines",
	fill: "toself",
	fillcolor: "rgba(107, 174, 214, 0.25)",
	line: { color: barColor, width: 1 },
});

/** All places the slider leads the mixture to. */
const wayOf = (way: readonly Vector[]): PlotlyObject => ({
	...through(way),
	mode: "lines",
	line: { color: "#b35806", width: 1, dash: "dot" },
});

/** The larger a value's disc, the more of it is in the mixture. */
const valuesOf = (places: readonly Place[], weights: Vector): PlotlyObject[] =>
	places.map(({ label, at, tokens }) => {
		const weight = tokens.reduce((sum, i) => sum + weights[i]!, 0);
		return {
			...through([at]),
			mode: "markers+text",
			marker: { color: barColor, size: 8 + 40 * Math.sqrt(weight), opacity: 0.85 },
			text: [`${escapeLabel(label)}: ${formatNumber(weight)}`],
			textposition: "top center",
			cliponaxis: false,
		};
	});

const mixtureOf = (mixture: Vector): PlotlyObject => ({
	...through([mixture]),
	mode: "markers+text",
	marker: { color: "#b35806", symbol: "diamond", size: 16, line: { color: "#ffffff", width: 2 } },
	text: ["<b>mixture</b>"],
	textposition: "bottom center",
});

const through = (points: readonly Vector[]): PlotlyObject => ({
	type: "scatter",
	x: points.map(([x]) => x),
	y: points.map(([, y]) => y),
	hoverinfo: "skip",
});

const showPoint = (point: Vector): string => `(${point.map((x) => formatNumber(x)).join(", ")})`;

/** From the lowest to the highest value, with room for discs and labels. */
function rangeOf(values: Matrix, axis: 0 | 1): [low: number, high: number] {
	const column = values.map((value) => value[axis]!);
	const [low, high] = [Math.min(...column), Math.max(...column)];
	const room = 0.3 * (high - low || 1);
	return [low - room, high + room];
}
