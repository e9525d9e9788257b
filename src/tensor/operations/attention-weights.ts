import { kernels } from "../kernels/choose-kernels";
import type { Tensor } from "../tensor";
import { type AttentionOptions, attentionMask, attentionShape } from "./attention";

/**
 * What `attention` weighs the values with, to look at: [batch][heads][n_q][n_k], every row summing to 1, or zeros
 * where there is nothing to attend to. A matrix q is a batch of one. No gradient passes through.
 *
 * @example headHeatmaps(attentionWeights(q, k, { heads: 4, causal: true })[0])
 * @throws ShapeError as `attention` does
 */
export function attentionWeights(
	q: Tensor,
	k: Tensor,
	options: AttentionOptions = {},
): number[][][][] {
	const shape = attentionShape("attentionWeights", q, k, k, options);
	const { batch, heads, queries, keys } = shape;
	const mask = options.mask && attentionMask("attentionWeights", options.mask, shape);
	const out = new Float32Array(batch * queries * heads * keys);
	const logSumExp = new Float32Array(batch * heads * queries);
	// with the identity as values, what attention gives is its weights
	const v = new Float32Array(batch * keys * heads * keys);
	for (let row = 0; row < batch * keys; row++)
		for (let h = 0; h < heads; h++) v[(row * heads + h) * keys + (row % keys)] = 1;
	const inputs = { q: q.data, k: k.data, v, mask };
	kernels.attention(inputs, { out, logSumExp }, { ...shape, valueDim: keys });

	const list = <T>(length: number, entry: (i: number) => T) =>
		Array.from({ length }, (_, i) => entry(i));
	return list(batch, (b) =>
		list(heads, (h) =>
			list(queries, (i) => {
				const start = ((b * queries + i) * heads + h) * keys;
				return [...out.subarray(start, start + keys)];
			}),
		),
	);
}
