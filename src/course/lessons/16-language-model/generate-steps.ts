import {
	type GenerateOptions,
	type Matrix,
	type Random,
	softmax,
	type Vector,
} from "../../../attention";

/** The steps of generation, for one new id each. */
export interface GenerateSteps {
	/** What the model reads. */
	crop(written: readonly number[], context: number, prompt: Vector): readonly number[];
	/** Which row of the logits counts. */
	row(logits: Matrix): Vector;
	/** The logits, hotter or colder. */
	heat(logits: Vector, temperature: number): number[];
	/** The ids that have a chance. */
	keep(logits: Vector, topK: number): readonly number[];
	/** The chances of all ids. */
	chances(heated: Vector, kept: readonly number[]): number[];
	draw(chances: Vector, random: Random): number;
	/** The new id at temperature 0. */
	coldest(logits: Vector, random: Random): number;
	/** What is returned. */
	finish(written: number[], prompt: Vector): number[];
}

export const rightGeneration: GenerateSteps = {
	crop: (written, context) => written.slice(-context),
	row: (logits) => logits[logits.length - 1]!,
	heat: (logits, temperature) => logits.map((logit) => logit / temperature),
	keep: (logits, topK) => likeliest(logits).slice(0, topK),
	chances: (heated, kept) =>
		softmax(heated.map((logit, id) => (kept.includes(id) ? logit : -Infinity))),
	draw: (chances, random) => drawn(chances, random.uniform()),
	coldest: (logits) => likeliest(logits)[0]!,
	finish: (written) => written,
};

/** Generation with some of its steps replaced, to write down what people get wrong. */
export function generateWith(changes: Partial<GenerateSteps>) {
	const steps = { ...rightGeneration, ...changes };
	return (
		forward: (ids: readonly number[]) => Matrix,
		ids: Vector,
		{ count, context, temperature, topK }: GenerateOptions,
		random: Random,
	): number[] => {
		const written = [...ids];
		for (let i = 0; i < count; i++) {
			const logits = steps.row(forward(steps.crop(written, context, ids)));
			if (temperature === 0) written.push(steps.coldest(logits, random));
			else {
				const kept = steps.keep(logits, topK ?? logits.length);
				const chances = steps.chances(steps.heat(logits, temperature), kept);
				written.push(steps.draw(chances, random));
			}
		}
		return steps.finish(written, ids);
	};
}

/** All ids, the likeliest first; of equal ones the smaller first. */
export const likeliest = (logits: Vector): number[] =>
	logits.map((_, id) => id).sort((a, b) => logits[b]! - logits[a]!);

/** The first id at which the running sum exceeds u; the last one with a chance when it never does. */
export function drawn(chances: Vector, u: number): number {
	let sum = 0;
	for (const [id, chance] of chances.entries()) {
		sum += chance;
		if (sum > u) return id;
	}
	return chances.findLastIndex((chance) => chance > 0);
}
