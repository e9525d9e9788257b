import { checkCount } from "./shapes/check-count";
import { describe } from "./shapes/describe";
import { ShapeError } from "./shapes/shape-error";

/** How a layer lets a token hear of earlier ones. */
export type LayerKind =
	| "attention"
	| "recurrent"
	| "convolution"
	| "dilated-convolution"
	| "windowed-attention";

export interface PathOptions {
	/** How many neighbouring tokens a convolution sees, itself included; at least 2. Default 3. */
	readonly kernel?: number;
	/** How many tokens windowed attention sees, itself included; at least 2. Default 3. */
	readonly window?: number;
}

/**
 * How many layers (or time steps) lie between the input of a token and the output of the token `distance`
 * places later: at least 1, because even a token's own input goes through one.
 *
 * - attention: 1, every token sees every other
 * - recurrent: distance + 1, into the state and then from state to state
 * - convolution with a kernel of k tokens, the last of which is the token itself: each layer reaches k − 1
 *   further back, ⌈distance / (k − 1)⌉ layers
 * - dilated convolution, whose layer l (from 0) looks at every kˡ-th token: L layers reach kᴸ − 1 back,
 *   ⌈log_k(distance + 1)⌉ layers
 * - windowed attention over w tokens: as the convolution, ⌈distance / (w − 1)⌉
 *
 * @example pathLength("convolution", 10, { kernel: 3 }) // 5
 * @throws ShapeError when distance is no whole number from 0, or kernel or window none from 2
 * Source: Vaswani et al. 2017, "Attention Is All You Need", section 4, table 1: "maximum path length",
 * counted here exactly, and for looking back only.
 */
export function pathLength(
	kind: LayerKind,
	distance: number,
	{ kernel = 3, window = 3 }: PathOptions = {},
): number {
	checkCount("distance", distance, 0);
	checkWidth("kernel", kernel);
	checkWidth("window", window);
	switch (kind) {
		case "attention":
			return 1;
		case "recurrent":
			return distance + 1;
		case "convolution":
			return stacked(distance, kernel);
		case "windowed-attention":
			return stacked(distance, window);
		case "dilated-convolution":
			return dilated(distance, kernel);
		default:
			throw new ShapeError(
				`kind is ${describe(kind)}: it must be "attention", "recurrent", "convolution", ` +
					`"dilated-convolution" or "windowed-attention"`,
			);
	}
}

const stacked = (distance: number, width: number): number =>
	Math.max(1, Math.ceil(distance / (width - 1)));

/** Counted, because Math.log(125) / Math.log(5) is a little more than 3. */
function dilated(distance: number, kernel: number): number {
	let layers = 1;
	for (let reach = kernel - 1; reach < distance; reach = reach * kernel + kernel - 1) layers++;
	return layers;
}

function checkWidth(name: string, width: number): void {
	checkCount(name, width, 1);
	if (width < 2) throw new ShapeError(`${name} is ${width}: to reach back it must be at least 2`);
}
