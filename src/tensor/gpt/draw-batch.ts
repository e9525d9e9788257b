import type { Random } from "../../attention";
import { checkWhole } from "./check-whole";

/** `batch` pieces of the text, below each other, and for each of their characters the one that follows. */
export interface Batch {
	/** [batch · context] */
	readonly inputs: Int32Array;
	/** [batch · context]: targets[i] is what comes after inputs[i] in the text */
	readonly targets: Int32Array;
}

export interface BatchShape {
	/** How many pieces. */
	readonly batch: number;
	/** How many characters a piece has. */
	readonly context: number;
}

/**
 * Draws pieces of the text that begin at random places, one number of `random` a piece.
 *
 * @throws RangeError when the text has fewer than context + 1 characters
 */
export function drawBatch(ids: Int32Array, { batch, context }: BatchShape, random: Random): Batch {
	checkWhole("batch", batch, 1);
	checkWhole("context", context, 1);
	if (ids.length <= context)
		throw new RangeError(
			`the text has ${ids.length} characters, but a context of ${context} needs at least ` +
				`${context + 1}: choose a longer text or a shorter context`,
		);
	const inputs = new Int32Array(batch * context);
	const targets = new Int32Array(batch * context);
	for (let piece = 0; piece < batch; piece++) {
		const start = random.integer(0, ids.length - context);
		inputs.set(ids.subarray(start, start + context), piece * context);
		targets.set(ids.subarray(start + 1, start + context + 1), piece * context);
	}
	return { inputs, targets };
}
