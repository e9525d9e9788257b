import { add } from "../operations/add";
import { attention } from "../operations/attention";
import { embedding } from "../operations/embedding";
import { gelu } from "../operations/gelu";
import { layerNorm } from "../operations/layer-norm";
import { linear } from "../operations/linear";
import { matmul } from "../operations/matmul";
import type { Tensor } from "../tensor";
import { checkIds } from "./check-ids";
import { checkWhole } from "./check-whole";
import type { BlockParameters, Gpt, NormParameters } from "./create-gpt";

export interface GptForwardOptions {
	/** How many sequences of equal length the ids are, one after the other. Default 1. */
	readonly batch?: number;
}

/**
 * What the model expects after each character: `ids` [batch · n] give logits [batch, n, vocabulary.size].
 * The logits of a character depend on it and on those before it in its sequence, never on those after it.
 *
 * @throws RangeError when an id lies outside of the vocabulary, the batch does not divide the ids, or the
 *   sequences are longer than the context
 * Sources: Vaswani et al. 2017, section 3; Radford et al. 2019, section 2.3 (norms come first).
 */
export function gptForward(
	model: Gpt,
	ids: Int32Array | readonly number[],
	{ batch = 1 }: GptForwardOptions = {},
): Tensor {
	const { config, parameters } = model;
	checkIds(ids, config.vocabulary.size);
	const length = sequenceLength(ids.length, batch, config.context);
	let x = embed(model, ids, { batch, length, start: 0 }); // [batch, length, dim]
	for (const block of parameters.blocks)
		x = gptBlock(x, block, (q, k, v) => attention(q, k, v, { heads: config.heads, causal: true }));
	return toLogits(model, x);
}

/** What each id is, plus where it stands, counted from `start`: [batch, length, dim]. */
export function embed(
	{ parameters: { tokenEmbedding, positionEmbedding } }: Gpt,
	ids: Int32Array | readonly number[],
	{ batch, length, start }: { batch: number; length: number; start: number },
): Tensor {
	const positions = Array.from({ length }, (_, i) => start + i);
	return add(
		embedding(tokenEmbedding, ids, [batch, length]),
		embedding(positionEmbedding, positions),
	);
}

/**
 * One block of the model, x + attention(norm(x)), then x + feedForward(norm(x)); x [batch, n, dim] keeps its
 * shape. `attend` mixes the values, so that the same block serves with and without a cache.
 */
export function gptBlock(
	x: Tensor,
	{ attentionNorm, attention: { wq, bq, wk, bk, wv, bv, wo, bo }, ...rest }: BlockParameters,
	attend: (q: Tensor, k: Tensor, v: Tensor) => Tensor,
): Tensor {
	const {
		feedForwardNorm,
		feedForward: { w1, b1, w2, b2 },
	} = rest;
	const normed = norm(x, attentionNorm);
	const mixed = attend(linear(normed, wq, bq), linear(normed, wk, bk), linear(normed, wv, bv));
	const attended = add(x, linear(mixed, wo, bo));
	const hidden = gelu(linear(norm(attended, feedForwardNorm), w1, b1)); // [batch, n, 4 · dim]
	return add(attended, linear(hidden, w2, b2));
}

/** How well each character's vector, normed, agrees with the embedding of every character. */
export function toLogits({ parameters }: Gpt, x: Tensor): Tensor {
	return matmul(norm(x, parameters.finalNorm), parameters.tokenEmbedding, { transposeB: true });
}

const norm = (x: Tensor, { gamma, beta }: NormParameters) => layerNorm(x, gamma, beta);

function sequenceLength(ids: number, batch: number, context: number): number {
	checkWhole("batch", batch, 1);
	const length = ids / batch;
	if (!Number.isInteger(length))
		throw new RangeError(`${ids} ids are not a batch of ${batch} sequences of equal length`);
	if (length > context)
		throw new RangeError(
			`the sequences have ${length} characters, but the model's context is ${context}: cut them`,
		);
	return length;
}
