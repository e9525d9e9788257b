import { withoutGradient } from "../operation";
import { crossEntropy } from "../operations/cross-entropy";
import type { Gpt } from "./create-gpt";
import { gptForward } from "./gpt-forward";

/** As many pieces at a time: enough to keep the kernels busy, few enough to need little memory. */
const piecesAtOnce = 16;

/**
 * How well the model expects a text: the mean of −ln p(next character) in nats. The text is cut into pieces
 * of the context's length, and the first characters of a piece are guessed from little. Of a long text
 * only `maxPieces` are taken, evenly spread; the same text gives the same number every time.
 *
 * @throws RangeError when the text has fewer than two characters, or an id lies outside of the vocabulary
 */
export function measureLoss(model: Gpt, ids: Int32Array, { maxPieces = 256 } = {}): number {
	if (ids.length < 2)
		throw new RangeError(
			`a text of ${ids.length} characters has nothing to guess: give at least two`,
		);
	const length = Math.min(model.config.context, ids.length - 1);
	const starts = pieceStarts(ids.length, length, maxPieces);
	let sum = 0;
	for (let first = 0; first < starts.length; first += piecesAtOnce) {
		const some = starts.slice(first, first + piecesAtOnce);
		sum += some.length * lossOf(model, ids, some, length);
	}
	return sum / starts.length;
}

/** Where pieces begin: one after the other where there are few, evenly spread where there are many. */
function pieceStarts(characters: number, length: number, maxPieces: number): number[] {
	const fitting = Math.floor((characters - 1) / length);
	const pieces = Math.min(fitting, maxPieces);
	return Array.from({ length: pieces }, (_, i) => Math.floor((i * fitting) / pieces) * length);
}

function lossOf(model: Gpt, ids: Int32Array, starts: readonly number[], length: number): number {
	const inputs = new Int32Array(starts.length * length);
	const targets = new Int32Array(starts.length * length);
	for (const [i, start] of starts.entries()) {
		inputs.set(ids.subarray(start, start + length), i * length);
		targets.set(ids.subarray(start + 1, start + length + 1), i * length);
	}
	return withoutGradient(() =>
		crossEntropy(gptForward(model, inputs, { batch: starts.length }), targets).item(),
	);
}
