import { dot } from "../attention/dot";
import type { Matrix, Vector } from "../attention/types";
import { arrow } from "./arrow";
import { checkPlane } from "./check-plane";
import { barColor, secondColor } from "./colors";
import { escapeLabel } from "./escape-label";
import { createFigure, type Figure } from "./figure";
import { formatNumber } from "./format-number";
import { joinEqual } from "./join-equal";
import { slider } from "./slider";

export interface QueryKeyPlaneOptions {
	/** One label a token. */
	readonly labels: readonly string[];
	/** What the two coordinates stand for. */
	readonly axes: readonly [x: string, y: string];
}

/**
 * The keys of all tokens as arrows in the plane, and the query of one of them, which a slider chooses:
 * `q` and `k` are [n, 2]. Beside each key stands its score with that query.
 *
 * @throws ShapeError when queries or keys have not two numbers each, or are not as many as labels
 */
export function queryKeyPlane(
	q: Matrix,
	k: Matrix,
	{ labels, axes }: QueryKeyPlaneOptions,
): Figure {
	checkPlane("q", q, labels);
	checkPlane("k", k, labels);
	const reach = 1.3 * Math.max(1, ...[...q, ...k].map((vector) => Math.hypot(...vector)));
	const positions = labels.map((label, i) =>
		labels.indexOf(label) === i ? label : `${label} (${i})`,
	);
	const frames = q.map((query, i) => ({
		name: positions[i]!,
		data: [...keyArrows(query, k, labels), queryArrow(query, labels[i]!)],
	}));
	const range = [-reach, reach];
	return createFigure({
		data: frames[0]!.data,
		layout: {
			title: { text: "One query and all keys" },
			height: 620,
			showlegend: false,
			xaxis: { title: { text: axes[0] }, range, zeroline: true, dtick: 1 },
			yaxis: { title: { text: axes[1] }, range, zeroline: true, dtick: 1, scaleanchor: "x" },
			sliders: [slider({ name: "query of", positions, active: 0 })],
		},
		frames,
		alt:
			`Keys as arrows in the plane of ${axes[0]} (across) and ${axes[1]} (up): ${pairs(labels, k)}. ` +
			`A slider chooses whose query is shown: ${pairs(labels, q)}. Each key shows its score with it.`,
		table: {
			header: ["query \\ key", ...labels],
			rows: q.map((query, i) => [positions[i]!, ...k.map((key) => formatNumber(dot(query, key)))]),
		},
	});
}

/** Solid, in blue, each with its score. */
const keyArrows = (query: Vector, k: Matrix, labels: readonly string[]) =>
	joinEqual(k, labels).map(({ label, at }) =>
		arrow(at, {
			text: `${escapeLabel(label)}: ${formatNumber(dot(query, at), 2)}`,
			color: barColor,
			width: 3,
		}),
	);

/** Dashed, in orange; its name stands beside its tip, because those of the keys stand above and below. */
const queryArrow = (query: Vector, label: string) => ({
	...arrow(query, {
		text: `<b>query of ${escapeLabel(label)}</b>`,
		color: secondColor,
		width: 4,
		dash: "dash",
	}),
	textposition: query[0]! > 0 ? "middle right" : "middle left",
});

const pairs = (labels: readonly string[], vectors: Matrix) =>
	labels
		.map((label, i) => `${label} (${vectors[i]!.map((x) => formatNumber(x)).join(", ")})`)
		.join(", ");
