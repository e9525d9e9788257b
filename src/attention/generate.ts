import type { Random } from "./create-random";
import { softmax } from "./softmax";
import type { Matrix, Vector } from "./types";

export interface GenerateOptions {
	/** How many ids to add. */
	readonly count: number;
	/** How many ids the model can read at once: of a longer text it is given the last ones. */
	readonly context: number;
	/** Divides the logits: below 1 the likely becomes likelier; 0 takes the most likely, always. */
	readonly temperature: number;
	/** Only the k most likely have a chance. Default: all. */
	readonly topK?: number | undefined;
}

/**
 * Lets a model continue a text: `ids`, followed by `count` more. `forward` gives for n ids the logits of what
 * follows each of them, [n, vocabulary]; the last row counts. One number u of `random` is used for each
 * id: the new id is the first at which the running sum of the probabilities, from id 0 on, exceeds u. At
 * temperature 0 none is used. Of equal logits the smaller id counts as the likelier one.
 *
 * @example generate((ids) => gptForward(ids, weights, { heads: 4 }), prompt, options, createRandom(1))
 * @throws RangeError when the prompt is empty or an option is out of range
 * Source of top-k: Fan, Lewis and Dauphin 2018, "Hierarchical Neural Story Generation", section 5.1.
 */
export function generate(
	forward: (ids: readonly number[]) => Matrix,
	ids: Vector,
	options: GenerateOptions,
	random: Pick<Random, "uniform">,
): number[] {
	checkOptions(ids, options);
	const written = [...ids];
	for (let i = 0; i < options.count; i++) {
		const logits = forward(written.slice(-options.context));
		written.push(draw(logits[logits.length - 1]!, options, random));
	}
	return written;
}

/** Draws an id by its logits, [vocabulary]. */
function draw(
	logits: Vector,
	{ temperature, topK = logits.length }: GenerateOptions,
	random: Pick<Random, "uniform">,
): number {
	// sort is stable: of equal logits the smaller id stays first
	const best = logits.map((_, id) => id).sort((a, b) => logits[b]! - logits[a]!);
	if (temperature === 0) return best[0]!;
	const kept = new Set(best.slice(0, topK));
	const chances = softmax(
		logits.map((logit, id) => (kept.has(id) ? logit / temperature : -Infinity)),
	);
	const u = random.uniform();
	let sum = 0;
	const id = chances.findIndex((chance) => {
		sum += chance;
		return sum > u;
	});
	return id === -1 ? best[0]! : id; // -1 where rounding has left a rest
}

function checkOptions(
	ids: Vector,
	{ count, context, temperature, topK = 1 }: GenerateOptions,
): void {
	if (ids.length === 0) throw new RangeError("the prompt is empty: give at least one id");
	const least = { count: [count, 0], context: [context, 1], topK: [topK, 1] } as const;
	for (const [name, [value, from]] of Object.entries(least))
		if (!Number.isSafeInteger(value) || value < from)
			throw new RangeError(`${name} is ${value}: it must be a whole number from ${from}`);
	if (!(temperature >= 0 && temperature < Infinity))
		throw new RangeError(`temperature is ${temperature}: it must be 0 or a positive number`);
}
