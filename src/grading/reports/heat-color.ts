/** A ground of a heat map's cell, and the ink that is readable on it (4.5:1 or more). */
export interface CellColor {
	readonly ground: string;
	readonly ink: "#000000" | "#ffffff";
}

type Rgb = readonly [red: number, green: number, blue: number];

/**
 * The colour at `position` (0 to 1) of a colour scale as plotly.js has them.
 *
 * @param scale pairs of position and "#rrggbb", ascending from 0 to 1
 */
export function heatColor(scale: readonly [number, string][], position: number): CellColor {
	const above = Math.max(
		1,
		scale.findIndex(([at]) => at >= position),
	);
	const [from, low] = scale[above - 1]!;
	const [to, high] = scale[above]!;
	const share = (position - from) / (to - from);
	const rgb = mixed(rgbOf(low), rgbOf(high), share);
	return { ground: hexOf(rgb), ink: luminance(rgb) > 0.179 ? "#000000" : "#ffffff" };
}

/** Relative luminance, WCAG 2.2; black and white are equally readable at 0.179. */
export function luminance(rgb: Rgb): number {
	const [red, green, blue] = rgb.map((channel) => {
		const share = channel / 255;
		return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
	}) as unknown as Rgb;
	return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** "#ff8000" → [255, 128, 0] */
export function rgbOf(hex: string): Rgb {
	const channel = (at: number) => Number.parseInt(hex.slice(at, at + 2), 16);
	return [channel(1), channel(3), channel(5)];
}

const mixed = (a: Rgb, b: Rgb, share: number): Rgb =>
	a.map((channel, i) => Math.round(channel + share * (b[i]! - channel))) as unknown as Rgb;

const hexOf = (rgb: Rgb): string =>
	`#${rgb.map((channel) => channel.toString(16).padStart(2, "0")).join("")}`;
