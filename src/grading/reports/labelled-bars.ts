import {
	createFigure,
	escapeLabel,
	type Figure,
	type PlotlyObject,
} from "../../course/views/drawing";

export interface LabelledBars {
	/** The heading of the table's first column: "test". */
	readonly what: string;
	/** The heading of the numbers: "students". */
	readonly quantity: string;
	readonly bars: readonly LabelledBar[];
	/** The length of a whole bar. */
	readonly full: number;
	readonly alt: string;
}

export interface LabelledBar {
	readonly label: string;
	readonly value: number;
	/** The value as it is written: "12 of 30". */
	readonly text: string;
	/** Of the table alone. */
	readonly more?: readonly string[];
}

/**
 * Bars that lie, the label above each, so that long labels are readable on a phone.
 *
 * @param moreColumns headings of the bars' `more`
 */
export function labelledBars(
	{ what, quantity, bars, full, alt }: LabelledBars,
	moreColumns: readonly string[] = [],
): Figure {
	const positions = bars.map((_, i) => i);
	const whole = {
		type: "bar",
		orientation: "h",
		x: bars.map(() => full),
		y: positions,
		width: 0.32,
		marker: { color: "rgba(128, 136, 150, 0.22)" },
		hoverinfo: "skip",
	};
	const value = {
		...whole,
		x: bars.map((bar) => bar.value),
		marker: {}, // the page's colour, light or dark
		hovertext: bars.map(({ label, text }) => `${escapeLabel(label)}: ${escapeLabel(text)}`),
		hoverinfo: "text",
	};
	return createFigure({
		data: [whole, value],
		layout: {
			barmode: "overlay",
			showlegend: false,
			height: 16 + 46 * bars.length,
			margin: { t: 6, r: 0, b: 4, l: 0 },
			xaxis: { range: [0, full || 1], visible: false, fixedrange: true },
			yaxis: { range: [bars.length - 0.5, -0.75], visible: false, fixedrange: true },
			annotations: bars.map(labelOf),
		},
		alt,
		table: {
			header: [what, quantity, ...moreColumns],
			rows: bars.map(({ label, text, more = [] }) => [label, text, ...more]),
		},
	});
}

/** The value and the label, above the bar; what is too long for the page is cut, never the value. */
const labelOf = ({ label, text }: LabelledBar, i: number): PlotlyObject => ({
	x: 0,
	y: i - 0.36,
	xanchor: "left",
	yanchor: "middle",
	showarrow: false,
	text: `<b>${escapeLabel(text)}</b>  ${escapeLabel(shortened(label))}`,
});

const longest = 60;

const shortened = (label: string): string =>
	label.length > longest ? `${label.slice(0, longest - 1)}…` : label;
