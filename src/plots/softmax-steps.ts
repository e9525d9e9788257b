import { checkVector } from "../attention/shapes/check-vector";
import { softmax } from "../attention/softmax";
import type { Vector } from "../attention/types";
import { axisLabels, labelledAxis } from "./axis-labels";
import { bars } from "./bars";
import { createFigure, type Figure } from "./figure";
import { formatNumber } from "./format-number";
import { slider } from "./slider";

/**
 * Softmax in slow motion: bars with a slider through scores → minus the highest → exp → ÷ sum.
 *
 * @throws ShapeError when labels and scores differ in number
 * @throws RangeError when a score is not finite
 */
export function softmaxSteps(
	scores: Vector,
	options: { readonly labels?: readonly string[] } = {},
): Figure {
	checkVector("scores", scores);
	if (!scores.every(Number.isFinite))
		throw new RangeError(`scores are ${scores.join(", ")}: this figure needs finite ones`);
	const labels = axisLabels("labels", options.labels, scores.length, "key");
	const highest = scores.reduce((a, b) => Math.max(a, b));
	const shifted = scores.map((score) => score - highest);
	const steps = [
		{ name: "scores", heights: [...scores] },
		{ name: "minus the highest", heights: shifted },
		{ name: "exp", heights: shifted.map(Math.exp) },
		{ name: "÷ sum", heights: softmax(scores) },
	];
	const frames = steps.map(({ name, heights }) => ({
		name,
		data: [bars(heights, labels, name)],
		layout: { yaxis: { title: { text: name }, range: roomAround(heights) } },
	}));
	return createFigure({
		data: frames[0]!.data,
		layout: {
			title: { text: "From scores to weights" },
			height: 460,
			xaxis: labelledAxis("key", labels),
			yaxis: frames[0]!.layout.yaxis,
			sliders: [slider({ name: "step", positions: steps.map(({ name }) => name), active: 0 })],
		},
		frames,
		alt: `Bar chart with a slider through the steps of softmax. ${steps
			.map(({ name, heights }) => `${name}: ${pairs(labels, heights)}`)
			.join(". ")}.`,
		table: {
			header: ["step", ...labels],
			rows: steps.map(({ name, heights }) => [name, ...heights.map((h) => formatNumber(h))]),
		},
	});
}

const pairs = (labels: readonly string[], heights: Vector) =>
	labels.map((label, i) => `${label} ${formatNumber(heights[i]!)}`).join(", ");

/** From zero to the furthest bar on either side, with room for the number at its end. */
function roomAround(heights: Vector): [low: number, high: number] {
	const low = heights.reduce((a, b) => Math.min(a, b), 0);
	const high = heights.reduce((a, b) => Math.max(a, b), 0);
	const room = 0.12 * (high - low || 1);
	return [low < 0 ? low - room : 0, high > 0 ? high + room : room];
}
