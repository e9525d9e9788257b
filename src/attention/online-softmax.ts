import { checkVector } from "./shapes/check-vector";
import { describe } from "./shapes/describe";
import { ShapeError } from "./shapes/shape-error";
import type { Vector } from "./types";

export interface OnlineSoftmax {
	/** The highest of all scores; −Infinity when there is none. */
	readonly highest: number;
	/** Σ exp(score − highest) over all scores; 0 when there is nothing to attend to. */
	readonly total: number;
	/** exp(score − highest) / total, in the chunks that came in. */
	readonly weights: number[][];
}

/**
 * Softmax of scores that come in chunks. The highest score and the total are found in one pass, in which
 * no chunk is looked at twice: whenever a chunk raises the highest score, the total so far is multiplied
 * by exp(old highest − new highest). The weights are those of softmax over all chunks together. A chunk
 * may be empty or hold −Infinity alone; when all scores are −Infinity every weight is 0.
 *
 * @example onlineSoftmax([[0], [Math.log(3)]]) // { highest: ln 3, total: 4/3, weights: [[0.25], [0.75]] }
 * @throws ShapeError when chunks is not an array of arrays of numbers
 * Source: Milakov & Gimelshein 2018, "Online normalizer calculation for softmax", section 3, algorithm 3.
 */
export function onlineSoftmax(chunks: readonly Vector[]): OnlineSoftmax {
	if (!Array.isArray(chunks))
		throw new ShapeError(`chunks is ${describe(chunks)}, not an array of rows of scores`);
	let highest = -Infinity;
	let total = 0;
	chunks.forEach((chunk: Vector, i) => {
		if (!Array.isArray(chunk) || chunk.length > 0) checkVector(`chunks[${i}]`, chunk);
		const before = highest;
		highest = chunk.reduce((a, b) => Math.max(a, b), before);
		total *= share(before, highest);
		for (const score of chunk) total += share(score, highest);
	});
	const weights = chunks.map((chunk: Vector) =>
		chunk.map((score) => (total === 0 ? 0 : share(score, highest) / total)),
	);
	return { highest, total, weights };
}

/** exp(score − highest), by its limit where both are infinite: ∞ − ∞ is NaN. */
function share(score: number, highest: number): number {
	if (score === -Infinity) return 0;
	return score === highest ? 1 : Math.exp(score - highest);
}
