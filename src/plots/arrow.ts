import type { Vector } from "../attention/types";
import type { PlotlyObject } from "./figure";

interface ArrowStyle {
	readonly text: string;
	readonly color: string;
	readonly width: number;
	readonly dash?: "dash";
}

/** An arrow from the origin to `tip` [2], with a text at its tip; a dot where the tip is the origin. */
export function arrow(tip: Vector, { text, color, width, dash }: ArrowStyle): PlotlyObject {
	const isPoint = tip.every((x) => x === 0);
	return {
		type: "scatter",
		mode: "lines+markers+text",
		x: [0, tip[0]],
		y: [0, tip[1]],
		line: { color, width, ...(dash && { dash }) },
		marker: {
			symbol: ["circle", isPoint ? "circle" : "arrow"],
			size: [isPoint ? 10 : 0, isPoint ? 10 : 16],
			angleref: "previous",
			color,
			opacity: 1,
		},
		text: ["", text],
		textposition: isPoint ? "bottom right" : tip[1]! < 0 ? "bottom center" : "top center",
		cliponaxis: false,
		hoverinfo: "skip",
	};
}
