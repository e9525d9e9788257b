/**
 * Solution 14 · The block: residual, layer norm, feed-forward
 */
import {
	type BlockOptions,
	type BlockWeights,
	type FeedForwardWeights,
	linear,
	type Matrix,
	multiHeadAttention,
	type NormWeights,
	type Vector,
} from "attention-lab";

export function layerNorm(x: Matrix, gamma: Vector, beta: Vector, epsilon = 1e-5): number[][] {
	return x.map((row) => {
		const mean = meanOf(row);
		const variance = meanOf(row.map((value) => (value - mean) ** 2));
		const deviation = Math.sqrt(variance + epsilon);
		return row.map((value, j) => ((value - mean) / deviation) * gamma[j]! + beta[j]!);
	});
}

export function feedForward(x: Matrix, { w1, b1, w2, b2 }: FeedForwardWeights): number[][] {
	const hidden = linear(x, w1, b1).map((row) => row.map(gelu)); // [n, d_ff]
	return linear(hidden, w2, b2); // [n, d_model]
}

export function transformerBlock(
	x: Matrix,
	params: BlockWeights,
	{ heads, mask, norm }: BlockOptions,
): number[][] {
	const attend = (tokens: Matrix) =>
		multiHeadAttention(tokens, params.attention, { heads, mask }).output;
	const think = (tokens: Matrix) => feedForward(tokens, params.feedForward);

	if (norm === "before") {
		const y = sum(x, attend(normed(x, params.attentionNorm)));
		return sum(y, think(normed(y, params.feedForwardNorm)));
	}
	const y = normed(sum(x, attend(x)), params.attentionNorm);
	return normed(sum(y, think(y)), params.feedForwardNorm);
}

const meanOf = (row: Vector): number => row.reduce((a, b) => a + b) / row.length;

const gelu = (z: number): number =>
	0.5 * z * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (z + 0.044715 * z ** 3)));

const normed = (x: Matrix, { gamma, beta }: NormWeights): number[][] => layerNorm(x, gamma, beta);

/** The residual connection: token by token, feature by feature. */
const sum = (x: Matrix, change: Matrix): number[][] =>
	x.map((row, i) => row.map((value, j) => value + change[i]![j]!));
