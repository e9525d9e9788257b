/** Light to dark in one hue: readable with any colour vision and in black and white (ColorBrewer Blues). */
export const sequential: [number, string][] = [
	[0, "#f7fbff"],
	[0.25, "#c6dbef"],
	[0.5, "#6baed6"],
	[0.75, "#2171b5"],
	[1, "#08306b"],
];

/** Orange below zero, white at zero, purple above: safe for colour-blind readers (ColorBrewer PuOr). */
export const diverging: [number, string][] = [
	[0, "#b35806"],
	[0.25, "#fdb863"],
	[0.5, "#f7f7f7"],
	[0.75, "#b2abd2"],
	[1, "#542788"],
];

/** Bars: dark enough for the number beside them, at 4.5:1 or more on white. */
export const barColor = "#2166ac";

/** The upper half of the diverging scale, for numbers that are all zero or above. */
export const divergingAboveZero: [number, string][] = diverging
	.filter(([position]) => position >= 0.5)
	.map(([position, color]) => [2 * position - 1, color]);

/** One light colour a head, in turn; dark text on them has 7:1 or more (ColorBrewer, light steps). */
export const headColors: readonly string[] = [
	"#c6dbef", // blue
	"#fdd0a2", // orange
	"#dadaeb", // purple
	"#c7e9c0", // green
];

/** A second and a third series beside the bars, always with a pattern, dash or marker of their own. */
export const secondColor = "#b35806";
export const thirdColor = "#542788";
