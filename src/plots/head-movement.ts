import { checkHeads } from "../attention/shapes/check-heads";
import { checkMatrix } from "../attention/shapes/check-matrix";
import type { Matrix } from "../attention/types";
import { axisLabels } from "./axis-labels";
import { headColors } from "./colors";
import { escapeLabel } from "./escape-label";
import { createFigure, type Figure, type PlotlyObject } from "./figure";
import { formatNumber } from "./format-number";
import { slider } from "./slider";

/** One number of the matrix, and where it stands in each of the three steps. */
interface Entry {
	readonly i: number;
	readonly c: number;
	readonly h: number;
	readonly t: number;
	readonly value: string;
}

/**
 * Where every number goes when a matrix `x` [n, d] is split into heads [heads][n][d / heads] and merged
 * again: a slider moves the numbers, each of which carries its index.
 *
 * @throws ShapeError when the heads cannot share the columns, or there is not one token a row
 */
export function headMovement(
	x: Matrix,
	heads: number,
	options: { readonly tokens?: readonly string[] } = {},
): Figure {
	checkMatrix("x", x);
	checkHeads("x", x, heads);
	const tokens = axisLabels("tokens", options.tokens, x.length, "query");
	const d = x[0]!.length;
	const dHead = d / heads;
	const entries: Entry[] = x.flatMap((row, i) =>
		row.map((number, c) => ({
			i,
			c,
			h: Math.floor(c / dHead),
			t: c % dHead,
			value: formatNumber(number, 2),
		})),
	);
	const steps = stepsOf(x.length, d, heads);
	const drawn = steps.map((step) => [numbers(entries, step), rowLabels(tokens, heads, step)]);
	const names = steps.map(({ name }) => name);
	return createFigure({
		data: drawn[0]!,
		layout: {
			title: { text: "Split into heads, and merged again" },
			height: 190 + 46 * (heads * (x.length + 1) - 1),
			margin: { t: 60, r: 80, b: 60, l: 70 }, // room for the last name of the slider
			showlegend: false,
			xaxis: { visible: false, range: [-1.6, d - 0.3], fixedrange: true },
			yaxis: { visible: false, range: [heads * (x.length + 1) - 1.4, -0.6], fixedrange: true },
			sliders: [slider({ name: "step", positions: names, active: 0, moving: 700 })],
		},
		frames: drawn.map((data, step) => ({ name: names[step], data })),
		alt:
			`A matrix of ${x.length} tokens (rows) by ${d} columns is cut into ${heads} heads of ` +
			`${dHead} columns, drawn one below the other, and put together again. Column c of a token ` +
			`goes to head ⌊c / ${dHead}⌋, place c mod ${dHead}, of the same token; no number changes. ` +
			"The data table has the index of every number before and after.",
		table: {
			header: ["x[token][column]", "number", "heads[head][token][place]", "merged[token][column]"],
			rows: entries.map(({ i, c, h, t, value }) => [
				`[${i}][${c}] ${tokens[i]}`,
				value,
				`[${h}][${i}][${t}]`,
				`[${i}][${c}]`,
			]),
		},
	});
}

interface Step {
	readonly name: string;
	readonly place: (entry: Pick<Entry, "i" | "c" | "h" | "t">) => readonly [x: number, y: number];
	readonly index: (entry: Entry) => string;
	readonly isSplit: boolean;
}

function stepsOf(n: number, d: number, heads: number): readonly Step[] {
	const left = (d - d / heads) / 2; // heads stand in the middle
	const whole = {
		place: ({ i, c }: { i: number; c: number }) => [c, i] as const,
		index: ({ i, c }: Entry) => `[${i}][${c}]`,
		isSplit: false,
	};
	return [
		{ ...whole, name: `x [${n}, ${d}]` },
		{
			name: `splitHeads [${heads}][${n}][${d / heads}]`,
			place: ({ i, h, t }) => [left + t, h * (n + 1) + i],
			index: ({ i, h, t }) => `[${h}][${i}][${t}]`,
			isSplit: true,
		},
		{ ...whole, name: `mergeHeads [${n}, ${d}]` },
	];
}

function numbers(entries: readonly Entry[], { place, index }: Step): PlotlyObject {
	return {
		type: "scatter",
		mode: "markers+text",
		x: entries.map((entry) => place(entry)[0]),
		y: entries.map((entry) => place(entry)[1]),
		text: entries.map((entry) => `${entry.value}<br>${index(entry)}`),
		textfont: { size: 10, color: "#1a1a1a" },
		hovertext: entries.map((entry) => `${index(entry)} = ${entry.value} (head ${entry.h})`),
		hoverinfo: "text",
		marker: {
			symbol: "square",
			size: 43,
			color: entries.map(({ h }) => headColors[h % headColors.length]),
			line: { color: "#555555", width: 1 },
		},
	};
}

/** plotly.js drops a text that is empty, and does not bring it back when it moves. */
const unseen = "\u00a0";

/** The names of the tokens, once for each head; while nothing is split they stand in the same place. */
function rowLabels(
	tokens: readonly string[],
	heads: number,
	{ place, isSplit }: Step,
): PlotlyObject {
	const labels = Array.from({ length: heads }, (_, h) =>
		tokens.map((token, i) => ({ token, i, h })),
	).flat();
	return {
		type: "scatter",
		mode: "text",
		x: labels.map(({ i, h }) => place({ i, h, c: 0, t: 0 })[0] - 0.6),
		y: labels.map(({ i, h }) => place({ i, h, c: 0, t: 0 })[1]),
		text: labels.map(({ token, h }) =>
			isSplit ? `head ${h} · ${escapeLabel(token)}` : h === 0 ? escapeLabel(token) : unseen,
		),
		textposition: "middle left",
		hoverinfo: "skip",
	};
}
