import { causalMask } from "./causal-mask";
import { embedIds } from "./embed-ids";
import { layerNorm, type NormWeights } from "./layer-norm";
import { matmul } from "./matmul";
import { type BlockWeights, transformerBlock } from "./transformer-block";
import { transpose } from "./transpose";
import type { Matrix, Vector } from "./types";

/** All that a GPT has learned. `plainWeights` of attention-lab/tensor makes it of a trained model. */
export interface GptWeights {
	/** [vocabulary, dim]; transposed it is the output head too */
	readonly tokenEmbedding: Matrix;
	/** [context, dim] */
	readonly positionEmbedding: Matrix;
	readonly blocks: readonly BlockWeights[];
	readonly finalNorm: NormWeights;
}

/** What the weights do not say by their shapes. */
export interface GptOptions {
	/** How many heads share the `dim` columns. */
	readonly heads: number;
}

/**
 * What a GPT expects after each character: `ids` [n] give logits [n, vocabulary]. Row i depends on
 * ids[0 … i] only. Embedding and position are added, every block has its norms in front and a causal mask,
 * a final norm follows, and the logits are the dot products with the embedding of every character.
 *
 * @example gptForward(ids, weights, { heads: 4 }).at(-1) // how likely is each character to come next?
 * @throws RangeError when there are no ids, an id is not in the vocabulary, or the context is too short
 * @throws ShapeError when the shapes do not fit
 * Sources: Radford et al. 2018, "Improving Language Understanding by Generative Pre-Training", section 3.1,
 * equation 2; Radford et al. 2019, "Language Models are Unsupervised Multitask Learners", section 2.3 (norms
 * in front, a final norm); Press and Wolf 2017, "Using the Output Embedding …", section 2 (one embedding).
 */
export function gptForward(ids: Vector, params: GptWeights, { heads }: GptOptions): number[][] {
	let x = embedIds(ids, params); // [n, dim]
	const mask = causalMask(ids.length);
	for (const block of params.blocks)
		x = transformerBlock(x, block, { heads, mask, norm: "before" });
	const { gamma, beta } = params.finalNorm;
	return matmul(layerNorm(x, gamma, beta), transpose(params.tokenEmbedding)); // [n, vocabulary]
}
