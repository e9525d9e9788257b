import type { GptWeights, NormWeights } from "../../attention";
import type { Tensor } from "../tensor";
import type { Gpt, NormParameters } from "./create-gpt";

/**
 * What a model has learned as plain arrays, the `GptWeights` of attention-lab: matrices number[][], biases
 * and norms number[]. The library's `gptForward`, and one written by hand, give this model's logits with them.
 *
 * @example gptForward(ids, plainWeights(model), { heads: model.config.heads })
 */
export function plainWeights({ parameters }: Gpt): GptWeights {
	return {
		tokenEmbedding: matrix(parameters.tokenEmbedding),
		positionEmbedding: matrix(parameters.positionEmbedding),
		blocks: parameters.blocks.map(({ attentionNorm, attention, feedForwardNorm, feedForward }) => ({
			attentionNorm: norm(attentionNorm),
			attention: {
				wq: matrix(attention.wq),
				bq: vector(attention.bq),
				wk: matrix(attention.wk),
				bk: vector(attention.bk),
				wv: matrix(attention.wv),
				bv: vector(attention.bv),
				wo: matrix(attention.wo),
				bo: vector(attention.bo),
			},
			feedForwardNorm: norm(feedForwardNorm),
			feedForward: {
				w1: matrix(feedForward.w1),
				b1: vector(feedForward.b1),
				w2: matrix(feedForward.w2),
				b2: vector(feedForward.b2),
			},
		})),
		finalNorm: norm(parameters.finalNorm),
	};
}

const vector = ({ data }: Tensor): number[] => Array.from(data);

const norm = ({ gamma, beta }: NormParameters): NormWeights => ({
	gamma: vector(gamma),
	beta: vector(beta),
});

function matrix({ data, shape }: Tensor): number[][] {
	const [rows, columns] = shape as [number, number];
	return Array.from({ length: rows }, (_, i) =>
		Array.from(data.subarray(i * columns, (i + 1) * columns)),
	);
}
