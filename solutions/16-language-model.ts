/**
 * Solution 16 · Your own language model
 */
import {
	causalMask,
	type GenerateOptions,
	type GptOptions,
	type GptWeights,
	layerNorm,
	type Matrix,
	matmul,
	type Random,
	softmax,
	transformerBlock,
	transpose,
	type Vector,
	type Vocabulary,
} from "attention-lab";

export function buildVocabulary(text: string): Vocabulary {
	const characters = [...new Set(text)].sort((a, b) => a.codePointAt(0)! - b.codePointAt(0)!);
	return { characters, size: characters.length };
}

export function encode(text: string, { characters }: Vocabulary): number[] {
	const idOf = new Map(characters.map((character, id) => [character, id]));
	return [...text].map((character) => idOf.get(character)!);
}

export function decode(ids: Vector, { characters }: Vocabulary): string {
	return ids.map((id) => characters[id]).join("");
}

export function gptForward(ids: Vector, params: GptWeights, { heads }: GptOptions): number[][] {
	const { tokenEmbedding, positionEmbedding, blocks, finalNorm } = params;
	let x = ids.map((id, i) =>
		tokenEmbedding[id]!.map((value, j) => value + positionEmbedding[i]![j]!),
	);
	const mask = causalMask(ids.length);
	for (const block of blocks) x = transformerBlock(x, block, { heads, mask, norm: "before" });
	return matmul(layerNorm(x, finalNorm.gamma, finalNorm.beta), transpose(tokenEmbedding));
}

export function generate(
	forward: (ids: readonly number[]) => Matrix,
	ids: Vector,
	{ count, context, temperature, topK }: GenerateOptions,
	random: Random,
): number[] {
	const written = [...ids];
	for (let i = 0; i < count; i++) {
		const logits = forward(written.slice(-context)).at(-1)!; // [vocabulary]
		// The likeliest first. Sorting keeps the order of equal ones, and the ids come in order.
		const best = logits.map((_, id) => id).sort((a, b) => logits[b]! - logits[a]!);
		if (temperature === 0) {
			written.push(best[0]!);
			continue;
		}
		const kept = best.slice(0, topK);
		const chances = softmax(
			logits.map((logit, id) => (kept.includes(id) ? logit / temperature : -Infinity)),
		);
		const u = random.uniform();
		let sum = 0;
		written.push(
			chances.findIndex((chance) => {
				sum += chance;
				return sum > u;
			}),
		);
	}
	return written;
}
