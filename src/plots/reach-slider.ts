import { type LayerKind, type PathOptions, pathLength } from "../attention/path-length";
import { ShapeError } from "../attention/shapes/shape-error";
import { createFigure, type Figure } from "./figure";
import { slider } from "./slider";

export interface ReachSliderOptions extends PathOptions {
	/** How many places back are drawn. Default 32. */
	readonly distance?: number;
	/** The positions of the slider: numbers of layers or steps. Default 1, 2, 3, 4, 6, 8, 12, 16. */
	readonly layers?: readonly number[];
}

/** In the order of the paper's table 1. */
const kinds: readonly LayerKind[] = [
	"attention",
	"recurrent",
	"convolution",
	"dilated-convolution",
	"windowed-attention",
];

/**
 * Which earlier tokens the last one has heard of, after so many layers (or time steps) of each kind, with a
 * slider for their number. What is reached is dark and has a dot; what is not, is light and empty.
 *
 * @throws ShapeError when distance, layers, kernel or window is nothing to count with
 */
export function reachSlider(options: ReachSliderOptions = {}): Figure {
	const { distance = 32, layers = [1, 2, 3, 4, 6, 8, 12, 16], ...widths } = options;
	if (layers.length === 0) throw new ShapeError("layers is empty: give the slider a position");
	const places = Array.from({ length: distance + 1 }, (_, i) => distance - i); // far to near
	const needed = kinds.map((kind) => places.map((place) => pathLength(kind, place, widths)));
	const frames = layers.map((count) => {
		const heard = needed.map((row) => row.map((length) => (length <= count ? 1 : 0)));
		return { name: String(count), data: [trace(heard, places, needed)] };
	});
	const reach = (count: number, k: number) =>
		Math.max(...places.filter((_, i) => needed[k]![i]! <= count));
	return createFigure({
		data: frames[0]!.data,
		layout: {
			title: { text: "Who has been heard of" },
			height: 440,
			xaxis: { title: { text: "places back", standoff: 12 }, autorange: "reversed", dtick: 4 },
			yaxis: { automargin: true, autorange: "reversed" },
			sliders: [
				slider({
					name: "layers (or steps)",
					positions: frames.map(({ name }) => name),
					active: 0,
				}),
			],
		},
		frames,
		alt:
			`For each kind of layer a row of the ${distance} tokens before the last one, dark where it has been ` +
			"heard of, with a slider for the number of layers. " +
			kinds
				.map((kind, k) => {
					const far = layers.map((count) => `${reach(count, k)} after ${count}`).join(", ");
					return `${kind} reaches ${far}.`;
				})
				.join(" "),
		table: {
			header: ["layers (or steps)", ...kinds.map((kind) => `${kind}: places back`)],
			rows: layers.map((count) => [String(count), ...kinds.map((_, k) => String(reach(count, k)))]),
		},
	});
}

function trace(heard: readonly number[][], places: readonly number[], needed: readonly number[][]) {
	return {
		type: "heatmap",
		x: [...places],
		y: [...kinds],
		z: heard.map((row) => [...row]),
		text: heard.map((row) => row.map((isHeard) => (isHeard ? "•" : ""))),
		texttemplate: "%{text}",
		hovertext: needed.map((row, k) =>
			row.map((length, i) => `${kinds[k]}, ${places[i]} places back: heard of after ${length}`),
		),
		hoverinfo: "text",
		colorscale: [
			[0, "#f7fbff"],
			[1, "#6baed6"],
		],
		zmin: 0,
		zmax: 1,
		showscale: false,
		xgap: 2,
		ygap: 6,
	};
}
