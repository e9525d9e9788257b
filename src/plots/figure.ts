import { type DataTable, escapeHtml, tableHtml } from "./data-table";
import { jupyterDisplay, type MimeBundle } from "./jupyter-display";

/** A part of a plotly.js figure, as plain JSON: https://plotly.com/javascript/reference/ */
export type PlotlyObject = { readonly [attribute: string]: unknown };

export interface FigureContent {
	readonly data: readonly PlotlyObject[];
	readonly layout: PlotlyObject;
	readonly frames?: readonly PlotlyObject[];
	/** What the figure shows, in words, for whoever cannot see it. */
	readonly alt: string;
	/** Every number of the figure, all frames included. */
	readonly table: DataTable;
}

/** A plotly.js figure that a notebook shows by itself; `layout.meta` carries `alt` and `table`. */
export interface Figure extends FigureContent {
	readonly config: PlotlyObject;
	[jupyterDisplay](): MimeBundle;
}

/** Completes a figure with what all figures of the course share. */
export function createFigure({ data, layout, frames, alt, table }: FigureContent): Figure {
	const figure = {
		data,
		layout: { ...sharedLayout, ...layout, meta: { alt, table } },
		...(frames && { frames }),
		config: { responsive: true, displaylogo: false, displayModeBar: false },
	};
	return {
		...figure,
		alt,
		table,
		[jupyterDisplay]: () => ({
			"application/vnd.plotly.v1+json": figure,
			"text/html": withoutPicture(alt, table),
			"text/plain": alt,
		}),
	};
}

/** For front ends that cannot draw the figure: the description, and all the numbers. */
const withoutPicture = (alt: string, table: DataTable) =>
	`<figure><p>${escapeHtml(alt)}</p>` +
	`<details open><summary>Data table</summary>${tableHtml(table)}</details></figure>`;

const sharedLayout = {
	font: { family: "system-ui, sans-serif", size: 14 },
	margin: { t: 60, r: 40, b: 60, l: 70 },
};
