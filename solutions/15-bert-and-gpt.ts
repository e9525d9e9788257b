/**
 * Solution 15 · BERT and GPT: one block, two masks, two losses
 */
import type { LmBatch, MaskedLmOptions, Matrix, Vector } from "attention-lab";

const notAsked = -100;

export function maskedLmBatch(ids: Vector, { maskId, probability, rng }: MaskedLmOptions): LmBatch {
	const hidden = ids.map(() => rng.uniform() < probability);
	return {
		inputs: ids.map((id, i) => (hidden[i] ? maskId : id)),
		targets: ids.map((id, i) => (hidden[i] ? id : notAsked)),
	};
}

export function causalLmBatch(ids: Vector): LmBatch {
	return { inputs: ids.slice(0, -1), targets: ids.slice(1) };
}

export function crossEntropy(logits: Matrix, targets: Vector): number {
	const losses: number[] = [];
	for (const [i, target] of targets.entries()) {
		if (target === notAsked) continue;
		const row = logits[i]!;
		const highest = Math.max(...row);
		const sum = row.reduce((sum, logit) => sum + Math.exp(logit - highest), 0);
		losses.push(highest + Math.log(sum) - row[target]!);
	}
	return losses.length === 0 ? 0 : losses.reduce((a, b) => a + b) / losses.length;
}
