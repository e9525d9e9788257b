import { checkVector } from "../attention/shapes/check-vector";
import type { Vector } from "../attention/types";
import { barColor, secondColor } from "./colors";
import { createFigure, type Figure, type PlotlyObject } from "./figure";
import { formatNumber } from "./format-number";
import { slider } from "./slider";

/** Dot products of random queries and keys of one length. */
export interface DotProducts {
	/** How long the queries and keys are. */
	readonly dim: number;
	/** q·k, one number a pair */
	readonly products: Vector;
}

/** The bins: whole numbers from −50 to 50, two a bin; what lies further out counts in the last one. */
const bins = Array.from({ length: 51 }, (_, i) => 2 * i - 50);

/**
 * How far dot products spread, and what the division by √d_k makes of them: two histograms in one
 * picture, with a slider through the lengths d_k.
 *
 * @throws ShapeError when there are no products
 * @throws RangeError when there is no length, or one is not a whole number of at least 1
 */
export function scoreSpread(samples: readonly DotProducts[]): Figure {
	if (samples.length === 0)
		throw new RangeError("scoreSpread([]) has no d_k: give it at least one");
	const groups = samples.map(({ dim, products }) => {
		if (!Number.isInteger(dim) || dim < 1)
			throw new RangeError(`dim is ${dim}: it must be a whole number of at least 1`);
		checkVector(`products for d_k = ${dim}`, products);
		const scaled = products.map((product) => product / Math.sqrt(dim));
		return { name: String(dim), products, scaled };
	});
	const frames = groups.map(({ name, products, scaled }) => ({
		name,
		data: [
			histogram("q·k", products, { color: secondColor, pattern: { shape: "/" } }),
			histogram("q·k / √d_k", scaled, { color: barColor }),
		],
	}));
	return createFigure({
		data: frames[0]!.data,
		layout: {
			title: { text: "How far scores spread" },
			height: 480,
			barmode: "overlay",
			bargap: 0,
			xaxis: { title: { text: "score", standoff: 12 }, range: [-51, 51], zeroline: false },
			yaxis: { title: { text: "share of the pairs" }, range: [0, 0.75], tickformat: ".0%" },
			legend: { x: 0.02, y: 0.98 },
			sliders: [slider({ name: "d_k", positions: groups.map(({ name }) => name), active: 0 })],
		},
		frames,
		alt:
			"Two histograms in one picture, of dot products and of the same divided by √d_k, with a slider " +
			`for d_k. ${groups.map(describe).join(" ")}`,
		table: {
			header: ["d_k", "deviation of q·k", "largest |q·k|", "deviation of q·k / √d_k"],
			rows: groups.map(({ name, products, scaled }) => [
				name,
				formatNumber(deviation(products)),
				formatNumber(furthest(products)),
				formatNumber(deviation(scaled)),
			]),
		},
	});
}

function histogram(name: string, scores: Vector, marker: PlotlyObject): PlotlyObject {
	const shares = bins.map(() => 0);
	for (const score of scores) {
		const bin = Math.round((score + 50) / 2);
		shares[Math.min(bins.length - 1, Math.max(0, bin))]! += 1 / scores.length;
	}
	return {
		type: "bar",
		name,
		x: bins,
		y: shares,
		width: 2,
		opacity: 0.75,
		marker,
		hovertext: shares.map(
			(share, i) => `${name} about ${formatNumber(bins[i]!)}: ${(100 * share).toFixed(1)} %`,
		),
		hoverinfo: "text",
	};
}

const describe = ({ name, products, scaled }: Record<"products" | "scaled", Vector> & Named) =>
	`At d_k = ${name} the dot products have the standard deviation ${formatNumber(deviation(products))}, ` +
	`divided by √d_k ${formatNumber(deviation(scaled))}.`;

interface Named {
	readonly name: string;
}

function deviation(numbers: Vector): number {
	const mean = numbers.reduce((a, b) => a + b) / numbers.length;
	return Math.sqrt(numbers.reduce((sum, x) => sum + (x - mean) ** 2, 0) / numbers.length);
}

const furthest = (numbers: Vector): number =>
	numbers.reduce((far, x) => Math.max(far, Math.abs(x)), 0);
