import { applyRope } from "../attention/apply-rope";
import { dot } from "../attention/dot";
import { checkVector } from "../attention/shapes/check-vector";
import { ShapeError } from "../attention/shapes/shape-error";
import type { Vector } from "../attention/types";
import { arrow } from "./arrow";
import { barColor, secondColor } from "./colors";
import { createFigure, type Figure } from "./figure";
import { formatNumber } from "./format-number";
import { slider } from "./slider";

export interface RopeSliderOptions {
	/** The first position of the query; the key stands `distance` before it. Default 0, 1, …, 6. */
	readonly positions?: readonly number[];
	/** How many places the key stands before the query. Default 0. */
	readonly distance?: number;
}

/**
 * One pair of columns of a query and a key, `q` and `k` [2], turned by their positions, with a slider that
 * moves both along the text together: the arrows turn, the angle between them and their score stay.
 *
 * @throws ShapeError when q or k has not two numbers, or there is no position
 */
export function ropeSlider(
	q: Vector,
	k: Vector,
	{ positions = [0, 1, 2, 3, 4, 5, 6], distance = 0 }: RopeSliderOptions = {},
): Figure {
	checkPair("q", q);
	checkPair("k", k);
	checkVector("positions", positions);
	const turned = positions.map((position) => {
		const query = applyRope([q], [position])[0]!;
		const key = applyRope([k], [position - distance])[0]!;
		return { name: String(position), query, key, score: dot(query, key) };
	});
	const frames = turned.map(({ name, query, key, score }) => ({
		name,
		data: [
			arrow(key, { text: "key", color: barColor, width: 3 }),
			arrow(query, {
				text: `<b>query</b>, score ${formatNumber(score)}`,
				color: secondColor,
				width: 4,
				dash: "dash",
			}),
		],
	}));
	const reach = 1.35 * Math.max(1, Math.hypot(...q), Math.hypot(...k));
	return createFigure({
		data: frames[0]!.data,
		layout: {
			title: { text: `Query and key, ${distance} apart, moved along the text` },
			height: 600,
			showlegend: false,
			xaxis: { title: { text: "column 0" }, range: [-reach, reach], zeroline: true },
			yaxis: {
				title: { text: "column 1" },
				range: [-reach, reach],
				zeroline: true,
				scaleanchor: "x",
			},
			sliders: [
				slider({
					name: "position of the query",
					positions: turned.map(({ name }) => name),
					active: 0,
				}),
			],
		},
		frames,
		alt:
			`Two arrows in the plane of columns 0 and 1: a query, and a key ${distance} positions before it. ` +
			`A slider moves the query from position ${positions[0]} to ${positions.at(-1)}, and the key with it. ` +
			`Both turn; their score is ${turned.map(({ score }) => formatNumber(score)).join(", ")}.`,
		table: {
			header: ["position of the query", "query", "key", "score"],
			rows: turned.map(({ name, query, key, score }) => [
				name,
				query.map((x) => formatNumber(x)).join(", "),
				key.map((x) => formatNumber(x)).join(", "),
				formatNumber(score),
			]),
		},
	});
}

function checkPair(name: string, vector: Vector): void {
	checkVector(name, vector);
	if (vector.length !== 2)
		throw new ShapeError(`${name} has ${vector.length} numbers: a pair of columns has two`);
}
