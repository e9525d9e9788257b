import type { Vector } from "../attention/types";
import { barColor } from "./colors";
import type { PlotlyObject } from "./figure";
import { formatNumber } from "./format-number";

/** A bar for each number, with the number written at its end. */
export function bars(heights: Vector, labels: readonly string[], quantity: string): PlotlyObject {
	return {
		type: "bar",
		x: heights.map((_, i) => i),
		y: heights.map((height) => (Number.isFinite(height) ? height : null)),
		text: heights.map((height) => formatNumber(height)),
		textposition: "outside",
		cliponaxis: false,
		hovertext: heights.map((height, i) => `${labels[i]}: ${quantity} ${formatNumber(height, 5)}`),
		hoverinfo: "text",
		marker: { color: barColor },
	};
}
