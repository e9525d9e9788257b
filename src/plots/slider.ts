import type { PlotlyObject } from "./figure";

interface SliderOptions {
	/** What the slider changes: "temperature". */
	readonly name: string;
	/** One a frame; also the names of the frames. */
	readonly positions: readonly string[];
	readonly active: number;
	/** How long, in milliseconds, what is drawn takes to move to its next place; default 0. */
	readonly moving?: number;
}

/** A slider that moves through the frames of a figure, inside the page: nothing asks a server. */
export function slider({ name, positions, active, moving = 0 }: SliderOptions): PlotlyObject {
	return {
		active,
		pad: { t: 60 },
		currentvalue: { prefix: `${name}: `, font: { size: 16 } },
		steps: positions.map((position) => ({
			label: position,
			method: "animate",
			args: [
				[position],
				{
					mode: "immediate",
					frame: { duration: moving, redraw: moving === 0 },
					transition: { duration: moving },
				},
			],
		})),
	};
}
