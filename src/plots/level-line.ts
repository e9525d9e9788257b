import type { PlotlyObject } from "./figure";

/** A dashed line across a chart at the height `y`, below everything else; for `layout.shapes`. */
export const levelLine = (y: number): PlotlyObject => ({
	type: "line",
	layer: "below",
	xref: "paper",
	x0: 0,
	x1: 1,
	y0: y,
	y1: y,
	line: { color: "#555555", width: 1, dash: "dash" },
});

/** What such a line means, written on it at the left edge (escaped already); for `layout.annotations`. */
export const levelNote = (y: number, text: string): PlotlyObject => ({
	xref: "paper",
	x: 0.01,
	y,
	xanchor: "left",
	yanchor: "bottom",
	showarrow: false,
	text,
});
