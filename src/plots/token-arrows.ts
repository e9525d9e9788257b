import { dot } from "../attention/dot";
import type { Matrix, Vector } from "../attention/types";
import { arrow } from "./arrow";
import { checkPlane } from "./check-plane";
import { barColor } from "./colors";
import { escapeLabel } from "./escape-label";
import { createFigure, type Figure, type PlotlyObject } from "./figure";
import { formatNumber } from "./format-number";
import { joinEqual, type Place } from "./join-equal";
import { slider } from "./slider";

export interface TokenArrowsOptions {
	/** One label a token. */
	readonly labels: readonly string[];
	/** What the two coordinates stand for. */
	readonly axes: readonly [x: string, y: string];
	/** The slider's positions: directions of the query in degrees, counted from the x axis to the y axis. */
	readonly angles?: readonly number[];
}

/**
 * Tokens as arrows in the plane, `vectors` [n, 2], and a query of length 1 that a slider turns round. The
 * score of a token, its dot product with the query, is how far its shadow reaches along the query.
 *
 * @throws ShapeError when the vectors have not two numbers each, or labels and vectors differ in number
 */
export function tokenArrows(vectors: Matrix, options: TokenArrowsOptions): Figure {
	checkPlane("vectors", vectors, options.labels);
	const { axes } = options;
	const angles = options.angles ?? Array.from({ length: 24 }, (_, i) => 15 * i);
	const tokens = joinEqual(vectors, options.labels);
	const reach = 1.25 * Math.max(1, ...vectors.map((vector) => Math.hypot(...vector)));
	const frames = angles.map((angle) => frameOf(angle, tokens, reach));
	const positions = angles.map((angle) => `${angle}°`);
	const rows = frames.map(({ scores }) => scores.map((score) => formatNumber(score)));
	return createFigure({
		data: frames[0]!.data,
		layout: {
			title: { text: "Score of each token with the query" },
			height: 620,
			showlegend: false,
			xaxis: { title: { text: axes[0] }, range: [-reach, reach], zeroline: true, dtick: 1 },
			yaxis: {
				title: { text: axes[1] },
				range: [-reach, reach],
				zeroline: true,
				dtick: 1,
				scaleanchor: "x",
			},
			sliders: [slider({ name: "direction of the query", positions, active: 0 })],
		},
		frames: frames.map(({ data }, i) => ({ name: positions[i]!, data })),
		alt:
			`Tokens as arrows in the plane of ${axes[0]} (across) and ${axes[1]} (up): ` +
			`${tokens.map(({ label, at }) => `${label} at (${at.map((x) => formatNumber(x)).join(", ")})`).join("; ")}. ` +
			"A slider turns a query of length 1 through all directions; " +
			`${tokens.map((token) => describeBest(token, angles)).join(", ")}.`,
		table: {
			header: ["direction of the query", ...tokens.map(({ label }) => label)],
			rows: rows.map((row, i) => [positions[i]!, ...row]),
		},
	});
}

function frameOf(angle: number, tokens: readonly Place[], reach: number) {
	const query = directionOf(angle);
	const scores = tokens.map(({ at }) => withoutNoise(dot(query, at)));
	const along = query.map((x) => x * 2 * reach); // shadows fall on this line
	const across = [-along[1]!, along[0]!]; // tokens on this line score 0
	return {
		scores,
		data: [
			line([negative(across), across], { color: "#767676", width: 1 }),
			line([negative(along), along], { color: queryColor, width: 1, dash: "dash" }),
			...tokens.map(({ at }, i) =>
				line([at, query.map((x) => x * scores[i]!)], { color: barColor, width: 1, dash: "dot" }),
			),
			...tokens.map((token, i) => tokenArrow(token, scores[i]!)),
			arrow(query, { text: "<b>query</b>", color: queryColor, width: 5 }),
		],
	};
}

const queryColor = "#b35806";

const directionOf = (angle: number): Vector => {
	const radians = (angle * Math.PI) / 180;
	return [withoutNoise(Math.cos(radians)), withoutNoise(Math.sin(radians))];
};

/** The cosine of 90° is 0, not 6e-17. */
const withoutNoise = (x: number): number => Math.round(x * 1e12) / 1e12 + 0;

const negative = (vector: Vector): number[] => vector.map((x) => -x);

const tokenArrow = ({ label, at }: Place, score: number): PlotlyObject =>
	arrow(at, {
		text: `${escapeLabel(label)}: ${formatNumber(score, 2)}`,
		color: barColor,
		width: 3,
	});

function line(points: readonly Vector[], style: PlotlyObject): PlotlyObject {
	return {
		type: "scatter",
		mode: "lines",
		x: points.map(([x]) => x! + 0), // no −0
		y: points.map(([, y]) => y! + 0),
		line: style,
		hoverinfo: "skip",
	};
}

/** "fished scores highest at 60°" */
function describeBest({ label, at }: Place, angles: readonly number[]): string {
	if (at.every((x) => x === 0)) return `${label} scores 0 in every direction`;
	const scores = angles.map((angle) => dot(directionOf(angle), at));
	const best = scores.indexOf(Math.max(...scores));
	return `${label} scores highest at ${angles[best]}° (${formatNumber(withoutNoise(scores[best]!))})`;
}
