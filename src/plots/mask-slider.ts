import { count } from "../attention/shapes/agree";
import { checkMaskRows } from "../attention/shapes/check-mask-rows";
import { ShapeError } from "../attention/shapes/shape-error";
import type { Mask } from "../attention/types";
import { axisLabels, labelledAxis } from "./axis-labels";
import { createFigure, type Figure, type PlotlyObject } from "./figure";
import { slider } from "./slider";
import type { HeatmapLabels } from "./weight-heatmap";

/** Light where a query may look, dark where it may not; the words in the cells say the same. */
const mayOrHidden: [number, string][] = [
	[0, "#4d4d4d"],
	[1, "#deebf7"],
];

/**
 * What masks hide: one picture for each mask, all [n_q, n_k], with a slider from mask to mask.
 *
 * @throws ShapeError when there is no mask, two differ in shape, or the labels are not as many as rows
 *   and columns
 */
export function maskSlider(
	masks: Readonly<Record<string, Mask>>,
	labels: HeatmapLabels = {},
): Figure {
	const names = Object.keys(masks);
	const first = masks[names[0] ?? ""];
	if (!first) throw new ShapeError("maskSlider({}) has no mask: give it at least one");
	for (const name of names) checkLike(first, name, masks[name]!);
	const queries = axisLabels("queries", labels.queries, first.length, "query");
	const keys = axisLabels("keys", labels.keys, first[0]!.length, "key");
	const frames = names.map((name) => ({
		name,
		data: [picture(masks[name]!, queries, keys)],
	}));
	return createFigure({
		data: frames[0]!.data,
		layout: {
			title: { text: labels.title ?? "Who may look at whom" },
			height: 280 + 44 * Math.min(queries.length, 16),
			xaxis: { ...labelledAxis("key (attended to)", keys), automargin: true },
			yaxis: {
				...labelledAxis("query (attending)", queries),
				autorange: "reversed",
				automargin: true,
			},
			sliders: [slider({ name: "mask", positions: names, active: 0 })],
		},
		frames,
		alt:
			`A grid of ${queries.length} queries (rows) by ${keys.length} keys (columns) with a slider ` +
			`through ${count(names.length, "mask")}. ` +
			names.map((name) => `${name} hides ${describeHidden(masks[name]!)}.`).join(" "),
		table: {
			header: ["mask: query", ...keys],
			rows: names.flatMap((name) =>
				masks[name]!.map((row, i) => [`${name}: ${queries[i]}`, ...row.map(word)]),
			),
		},
	});
}

function checkLike(first: Mask, name: string, mask: Mask): void {
	checkMaskRows(name, mask);
	if (mask.length !== first.length || mask[0]!.length !== first[0]!.length)
		throw new ShapeError(
			`${name} is ${mask.length} × ${mask[0]!.length} but the first mask is ` +
				`${first.length} × ${first[0]!.length}: these must be equal`,
		);
}

const picture = (
	mask: Mask,
	queries: readonly string[],
	keys: readonly string[],
): PlotlyObject => ({
	type: "heatmap",
	z: mask.map((row) => row.map(Number)),
	text: mask.map((row) => row.map(word)),
	texttemplate: "%{text}",
	hovertext: mask.map((row, i) =>
		row.map((may, j) => `${queries[i]} ${may ? "may" : "may not"} look at ${keys[j]}`),
	),
	hoverinfo: "text",
	colorscale: mayOrHidden,
	zmin: 0,
	zmax: 1,
	showscale: false,
	xgap: 2,
	ygap: 2,
});

const word = (may: boolean): string => (may ? "may" : "hidden");

function describeHidden(mask: Mask): string {
	const all = mask.flat();
	return `${all.filter((may) => !may).length} of ${count(all.length, "pair")}`;
}
