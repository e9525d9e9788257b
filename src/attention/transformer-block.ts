import { type FeedForwardWeights, feedForward } from "./feed-forward";
import { layerNorm, type NormWeights } from "./layer-norm";
import { type MultiHeadWeights, multiHeadAttention } from "./multi-head-attention";
import { agree, columns } from "./shapes/agree";
import { describe } from "./shapes/describe";
import type { Mask, Matrix } from "./types";

/** What one block has learned. `wo` and `w2` end in d_model columns: their results are added to x. */
export interface BlockWeights {
	readonly attention: MultiHeadWeights;
	readonly attentionNorm: NormWeights;
	readonly feedForward: FeedForwardWeights;
	readonly feedForwardNorm: NormWeights;
}

export interface BlockOptions {
	/** How many heads share the columns of wq, wk and wv. */
	readonly heads: number;
	/** [n, n], the same for every head; true = may attend. Without it everything is allowed. */
	readonly mask?: Mask | undefined;
	/** Where the norms stand: before attention and feed-forward (GPT-2), or after each addition (2017). */
	readonly norm: "before" | "after";
}

/**
 * One block of a transformer: tokens exchange what they know (attention), then each thinks for itself
 * (feed-forward), and both only ADD to the token: `x` [n, d_model] gives [n, d_model].
 *
 *     norm: "before"     y = x + attention(norm(x))       result = y + feedForward(norm(y))
 *     norm: "after"      y = norm(x + attention(x))       result = norm(y + feedForward(y))
 *
 * The first norm is `attentionNorm`, the second `feedForwardNorm`. A token that may attend to nothing
 * gets nothing added by attention.
 *
 * @example blocks.reduce((tokens, block) => transformerBlock(tokens, block, { heads: 4, norm: "before" }), x)
 * @throws ShapeError when the shapes do not fit
 * @throws RangeError when norm is neither "before" nor "after"
 * Sources: Vaswani et al. 2017, "Attention Is All You Need", section 3.1 (after); Xiong et al. 2020, "On
 * Layer Normalization in the Transformer Architecture", section 3.1 and figure 1 (before); He et al.
 * 2016, "Deep Residual Learning for Image Recognition", section 3.1 (the additions).
 */
export function transformerBlock(
	x: Matrix,
	params: BlockWeights,
	{ heads, mask, norm }: BlockOptions,
): number[][] {
	if (norm !== "before" && norm !== "after")
		throw new RangeError(`norm is ${describe(norm)}: it must be "before" or "after"`);
	const attend = (tokens: Matrix) =>
		multiHeadAttention(tokens, params.attention, { heads, mask }).output;
	const think = (tokens: Matrix) => feedForward(tokens, params.feedForward);
	const normAttention = normWith(params.attentionNorm);
	const normFeedForward = normWith(params.feedForwardNorm);

	if (norm === "before") {
		const attended = sum(x, attend(normAttention(x)), "wo"); // [n, d_model]
		return sum(attended, think(normFeedForward(attended)), "w2");
	}
	const attended = normAttention(sum(x, attend(x), "wo")); // [n, d_model]
	return normFeedForward(sum(attended, think(attended), "w2"));
}

const normWith =
	({ gamma, beta }: NormWeights) =>
	(tokens: Matrix) =>
		layerNorm(tokens, gamma, beta);

/** x + change, which the matrix named `from` made. */
function sum(x: Matrix, change: Matrix, from: string): number[][] {
	agree(columns("x", x), columns(`what ${from} makes`, change));
	return x.map((row, i) => row.map((value, j) => value + change[i]![j]!));
}
