import { checkVector } from "../attention/shapes/check-vector";
import { softmax } from "../attention/softmax";
import type { Vector } from "../attention/types";
import { axisLabels, labelledAxis } from "./axis-labels";
import { bars } from "./bars";
import { checkTemperatures } from "./check-temperatures";
import { createFigure, type Figure, type PlotlyObject } from "./figure";
import { formatNumber } from "./format-number";
import { slider } from "./slider";

export interface SoftmaxSliderOptions {
	/** One label a score. */
	readonly labels?: readonly string[];
	/** The slider's positions, each greater than 0, from cold to hot. */
	readonly temperatures?: readonly number[];
}

/**
 * The weights softmax(scores / temperature) as bars, with a slider for the temperature. It starts at
 * temperature 1 when that is among the positions, otherwise at the first.
 *
 * @throws ShapeError when labels and scores differ in number
 * @throws RangeError when a temperature is not greater than 0
 */
export function softmaxSlider(scores: Vector, options: SoftmaxSliderOptions = {}): Figure {
	checkVector("scores", scores);
	const labels = axisLabels("labels", options.labels, scores.length, "key");
	const temperatures = options.temperatures ?? [0.1, 0.25, 0.5, 1, 2, 4, 10];
	checkTemperatures(temperatures);
	const positions = temperatures.map(String);
	const weights = temperatures.map((t) => softmax(scores.map((score) => score / t)));
	const active = Math.max(0, temperatures.indexOf(1));
	return createFigure({
		data: [bars(weights[active]!, labels, "weight")],
		layout: {
			title: { text: "softmax(scores / temperature)" },
			height: 460,
			xaxis: labelledAxis("key", labels),
			yaxis: { title: { text: "weight" }, range: [0, 1.12], tickvals: [0, 0.25, 0.5, 0.75, 1] },
			...evenShare(scores.length),
			sliders: [slider({ name: "temperature", positions, active })],
		},
		frames: positions.map((name, i) => ({ name, data: [bars(weights[i]!, labels, "weight")] })),
		alt: describe(scores, labels, temperatures, weights),
		table: {
			header: ["temperature", ...labels],
			rows: weights.map((row, i) => [positions[i]!, ...row.map((w) => formatNumber(w))]),
		},
	});
}

/** A dashed line where every bar ends when the temperature is very high. */
function evenShare(n: number): PlotlyObject {
	return {
		shapes: [
			{
				type: "line",
				layer: "below",
				xref: "paper",
				x0: 0,
				x1: 1,
				y0: 1 / n,
				y1: 1 / n,
				line: { color: "#555555", width: 1, dash: "dash" },
			},
		],
		annotations: [
			{
				xref: "paper",
				x: 1,
				y: 1 / n,
				xanchor: "left",
				showarrow: false,
				text: `1/${n}`,
				hovertext: "an even share",
			},
		],
	};
}

function describe(
	scores: Vector,
	labels: readonly string[],
	temperatures: readonly number[],
	weights: readonly Vector[],
): string {
	const best = scores.indexOf(scores.reduce((a, b) => Math.max(a, b)));
	const journey = temperatures
		.map((t, i) => `${formatNumber(weights[i]![best]!)} at temperature ${t}`)
		.join(", ");
	const pairs = labels.map((label, i) => `${label} ${formatNumber(scores[i]!)}`).join(", ");
	return (
		`Bar chart of the softmax weights of ${scores.length} scores (${pairs}), with a slider for the ` +
		`temperature. The weight of ${labels[best]}, which has the highest score, is ${journey}; ` +
		`an even share would be ${formatNumber(1 / scores.length)}.`
	);
}
