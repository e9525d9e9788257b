import {
	type BlockWeights,
	causalMask,
	type GptOptions,
	type GptWeights,
	layerNorm,
	type Mask,
	type Matrix,
	matmul,
	transformerBlock,
	transpose,
	type Vector,
} from "../../../attention";

/** The steps of a GPT from ids to logits. */
export interface GptSteps {
	embed(ids: Vector, params: GptWeights): number[][];
	mask(n: number): Mask | undefined;
	block(x: Matrix, block: BlockWeights, heads: number, mask: Mask | undefined): number[][];
	stack(blocks: readonly BlockWeights[]): readonly BlockWeights[];
	finalNorm(x: Matrix, params: GptWeights): number[][];
	finish(logits: number[][]): number[][];
}

export const rightSteps: GptSteps = {
	embed: (ids, { tokenEmbedding, positionEmbedding }) =>
		ids.map((id, i) => added(tokenEmbedding[id]!, positionEmbedding[i]!)),
	mask: causalMask,
	block: (x, block, heads, mask) => transformerBlock(x, block, { heads, mask, norm: "before" }),
	stack: (blocks) => blocks,
	finalNorm: (x, { finalNorm: { gamma, beta } }) => layerNorm(x, gamma, beta),
	finish: (logits) => logits,
};

/** A GPT with some of its steps replaced, to write down what people get wrong. */
export function gptWith(changes: Partial<GptSteps>) {
	const steps = { ...rightSteps, ...changes };
	return (ids: Vector, params: GptWeights, { heads }: GptOptions): number[][] => {
		const mask = steps.mask(ids.length);
		let x = steps.embed(ids, params);
		for (const block of steps.stack(params.blocks)) x = steps.block(x, block, heads, mask);
		const logits = matmul(steps.finalNorm(x, params), transpose(params.tokenEmbedding));
		return steps.finish(logits);
	};
}

export const added = (a: Vector, b: Vector): number[] => a.map((value, j) => value + b[j]!);
