import { count } from "../attention/shapes/agree";
import { checkVector } from "../attention/shapes/check-vector";
import { ShapeError } from "../attention/shapes/shape-error";
import type { Vector } from "../attention/types";
import { barColor, secondColor, thirdColor } from "./colors";
import { escapeLabel } from "./escape-label";
import { createFigure, type Figure, type PlotlyObject } from "./figure";
import { formatNumber } from "./format-number";
import { levelLine, levelNote } from "./level-line";

export interface EntropyByDimension {
	/** The lengths d_k, one a point. */
	readonly dims: Vector;
	/** How many keys share the weight: ln(keys) is the entropy of equal weights. */
	readonly keys: number;
	/** For each way of scaling, by its name, the mean entropy at each length. */
	readonly entropies: Readonly<Record<string, Vector>>;
}

/** Every line has a colour, a dash and a marker of its own: any one of them tells it apart. */
const styles = [
	{ color: secondColor, dash: "dash", symbol: "square" },
	{ color: barColor, dash: "solid", symbol: "circle" },
	{ color: thirdColor, dash: "dot", symbol: "diamond" },
];

/**
 * How evenly softmax divides the weight, as queries and keys grow longer: one line for each way of
 * scaling, between 0 (one key has everything) and ln(keys) (all have the same).
 *
 * @throws ShapeError when a line has not one entropy a length
 */
export function entropyByDimension({ dims, keys, entropies }: EntropyByDimension): Figure {
	checkVector("dims", dims);
	const even = Math.log(keys);
	const names = Object.keys(entropies);
	return createFigure({
		data: names.map((name, i) => line(name, dims, entropies[name]!, styles[i % styles.length]!)),
		layout: {
			title: { text: "How evenly the weight is divided" },
			height: 440,
			xaxis: {
				title: { text: "d_k, the length of queries and keys", standoff: 12 },
				type: "log",
				tickvals: [...dims],
				ticktext: dims.map(String),
			},
			yaxis: { title: { text: "entropy of the weights" }, range: [-0.08 * even, 1.12 * even] },
			legend: { orientation: "h", y: -0.25 },
			shapes: [levelLine(0), levelLine(even)],
			annotations: [
				levelNote(0, "one key has everything"),
				levelNote(even, `all ${keys} keys have the same: ln ${keys} = ${formatNumber(even, 2)}`),
			],
		},
		alt:
			`Line chart of the entropy of the weights of ${keys} keys against d_k, from ${dims[0]} to ` +
			`${dims.at(-1)}. 0 would be all weight on one key, ${formatNumber(even)} equal weights. ` +
			names
				.map((name) => {
					const [first, last] = [entropies[name]![0]!, entropies[name]!.at(-1)!];
					return `${name}: from ${formatNumber(first)} to ${formatNumber(last)}.`;
				})
				.join(" "),
		table: {
			header: ["d_k", ...names],
			rows: dims.map((dim, i) => [
				String(dim),
				...names.map((name) => formatNumber(entropies[name]![i]!)),
			]),
		},
	});
}

function line(
	name: string,
	dims: Vector,
	entropies: Vector,
	{ color, dash, symbol }: (typeof styles)[number],
): PlotlyObject {
	checkVector(name, entropies);
	if (entropies.length !== dims.length)
		throw new ShapeError(
			`${name} has ${count(entropies.length, "entropy").replace("ys", "ies")} but dims has ${count(dims.length, "number")}`,
		);
	return {
		type: "scatter",
		mode: "lines+markers",
		name: escapeLabel(name),
		x: [...dims],
		y: [...entropies],
		line: { color, dash, width: 2.5 },
		marker: { color, symbol, size: 9 },
		hovertext: dims.map((dim, i) => `${name}, d_k = ${dim}: ${formatNumber(entropies[i]!)}`),
		hoverinfo: "text",
	};
}
