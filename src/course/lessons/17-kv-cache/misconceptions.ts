import { linear } from "../../../attention";
import type { Implementation, Misconception } from "../../lesson";
import { type CachedSteps, cachedWith, copy, rightSteps } from "./cached-steps";

/** The wrong answers to exercise 17 that people really give. */
export const misconceptions: readonly Misconception[] = [
	{
		id: "position-reset",
		title: "every new token stands at position 0",
		explanation:
			"The new token is the only one in the list of ids, so its place there is 0, and that is the position it gets. But " +
			"in the text it stands after all those in the cache. The text stays readable for a while and then falls apart, " +
			"and nothing fails. The position is the number of rows in the cache.",
		wrong: step({ position: () => 0 }),
	},
	{
		id: "position-one-late",
		title: "the new token stands one place too late",
		explanation:
			"With t tokens in the cache the positions 0 to t − 1 are taken, so the new one is t, not t + 1. Perhaps the " +
			"position was read off the cache after the new key had been added.",
		wrong: step({ position: (t) => t + 1 }),
	},
	{
		id: "position-one-early",
		title: "the new token stands where the last one stood",
		explanation:
			"t tokens stand at the positions 0 to t − 1. The last one is at t − 1; the new one comes after it, at t.",
		wrong: step({ position: (t) => t - 1 }),
	},
	{
		id: "blind-to-itself",
		title: "the new token attends to the cache only, not to itself",
		explanation:
			"Attention was computed with the old keys, and the new ones were added afterwards. But a token may see itself: " +
			"j ≤ i. Add its key and its value first, then attend.",
		wrong: step({ visible: (_, j, t) => j < t }),
	},
	{
		id: "sees-only-itself",
		title: "the new token attends to itself only",
		explanation:
			"The keys of the new token alone went into attention, and the cache was only carried along. One key gets the whole " +
			"weight, whatever it is: the token hears nothing of the text before it. Attend to all rows, old and new.",
		wrong: step({ visible: (_, j, t) => j >= t }),
	},
	{
		id: "mask-by-local-row",
		title: "the mask of a step counts the new token as row 0",
		explanation:
			"The new token is row 0 of what is read now, so `j <= i` lets it see key 0 only: the first token of the text, and not " +
			"even itself. In the text it is row t: row i of the new ones may see j ≤ t + i, with t rows in the cache. A single step " +
			"needs no mask at all.",
		wrong: step({ visible: (i, j) => j <= i }),
	},
	{
		id: "no-causal-mask",
		title: "the tokens of the prompt see each other without a mask",
		explanation:
			"A prompt is read at once, and each of its tokens must still see only what stands before it. A single step needs no " +
			"mask, because the newest may see everything; that is why it is forgotten here. The keys of the second block " +
			"then know the future, and every later step reads them.",
		wrong: prefilling({ visible: () => true }),
	},
	{
		id: "new-row-first",
		title: "new keys and values are put before the old ones",
		explanation:
			"Attention does not care: the same keys in another order give the same mixture, so the logits are right. But whoever " +
			"reads the cache expects row i to be token i, the oldest first.",
		wrong: step({ append: (old, added) => [...copy(added), ...copy(old)] }),
	},
	{
		id: "cache-not-grown",
		title: "the cache that was given is returned",
		explanation:
			"The logits of this step are right, and the next step knows nothing of it: each new token sees the prompt and itself, " +
			"and none of those between. Return the keys and values with the new rows.",
		wrong: step({ returned: (_, old) => old.map(copyLayer) }),
	},
	{
		id: "cache-changed",
		title: "new rows are pushed into the cache that was given",
		explanation:
			"`cache[layer].keys.push(row)` is what fast programs do, and they know that nobody else holds this cache. Here it may " +
			"be used again: to continue the same prompt in two ways, or to be compared. Build new arrays: `[...old.keys, row]`.",
		wrong: step({
			append: (old, added) => {
				(old as number[][]).push(...copy(added));
				return old as number[][];
			},
		}),
	},
	{
		id: "one-cache-for-all-blocks",
		title: "all blocks use the cache of the first one",
		explanation:
			"`cache[0]` where `cache[layer]` belongs. Each block has projections of its own and reads what the block before it " +
			"wrote; its keys have nothing to do with those of another block, although the shapes are the same.",
		wrong: step({ kept: (cache) => cache[0]! }),
	},
	{
		id: "queries-cached",
		title: "queries are kept where keys should be",
		explanation:
			"The cache has q in the place of k: `wq` instead of `wk`. A query is needed once, when its token is read; it is keys " +
			"and values that all later tokens ask for.",
		wrong: both({ keys: (source, { wq, bq }) => linear(source, wq, bq) }),
	},
	{
		id: "values-are-keys",
		title: "keys are kept where values should be",
		explanation:
			"A copied line with `wk` in it. The weights are right then, and what they mix are keys: how a token is found, " +
			"instead of what it has to say.",
		wrong: both({ values: (source, { wk, bk }) => linear(source, wk, bk) }),
	},
	{
		id: "norm-forgotten",
		title: "keys and values are made without the norm in front",
		explanation:
			"In these blocks the norm comes before attention, and queries, keys and values are all projections of the normed " +
			"tokens. Keys of the bare x are of another size than those the model has learned with.",
		wrong: both({ source: (_, x) => x }),
	},
	{
		id: "norm-forgotten-for-keys",
		title: "keys alone are made without the norm in front",
		explanation:
			"`linear(x, wk, bk)` where `linear(normed, wk, bk)` belongs. Queries, keys and values are all projections of the normed " +
			"tokens; a query that was normed and keys that were not do not fit each other.",
		wrong: both({ keys: (_, { wk, bk }, x) => linear(x, wk, bk) }),
	},
	{
		id: "attention-norm-missing",
		title: "queries, keys and values are all made without the norm in front",
		explanation:
			"In these blocks there are two norms, one before attention and one before feed-forward. Without the first one attention " +
			"reads tokens of another size than those it has learned with: project `layerNorm(x, gamma, beta)` of attentionNorm.",
		wrong: both({
			source: (_, x) => x,
			queries: (_, { wq, bq }, x) => linear(x, wq, bq),
		}),
	},
	{
		id: "keys-of-the-embedding",
		title: "the keys and values of all blocks are made of the embedding",
		explanation:
			"Only the first block reads token plus position. Every other one reads what the block before it made, and its keys " +
			"and values come from there: compute them inside the loop, from the x of that block.",
		wrong: both({ source: (normed, _, { layer, embedded }) => (layer === 0 ? normed : embedded) }),
	},
	{
		id: "biases-forgotten",
		title: "the biases bq, bk and bv are not added",
		explanation:
			"transformerBlock adds them by itself; here you project, and they are yours to add: `linear(normed, wk, bk)`. " +
			"Without them a trained model is a slightly different one, and all of its numbers are a little wrong.",
		wrong: both({
			keys: (source, { wk }) => linear(source, wk),
			values: (source, { wv }) => linear(source, wv),
			queries: (normed, { wq }) => linear(normed, wq),
		}),
	},
	{
		id: "all-biases-forgotten",
		title: "none of the four biases bq, bk, bv and bo is added",
		explanation:
			"transformerBlock adds them by itself; here you project, and they are yours to add, also after the heads are merged: " +
			"`linear(merged, wo, bo)`. Without them a trained model is a slightly different one.",
		wrong: both({
			keys: (source, { wk }) => linear(source, wk),
			values: (source, { wv }) => linear(source, wv),
			queries: (normed, { wq }) => linear(normed, wq),
			output: (merged, { wo }) => linear(merged, wo),
		}),
	},
	{
		id: "output-projection-missing",
		title: "the merged heads are added without wo and bo",
		explanation:
			"The shapes fit without it, so nothing fails. But the heads' columns stand side by side, each head in its own; it is wo " +
			"that carries what they found to where the token needs it: `linear(mergeHeads(…), wo, bo)`.",
		wrong: both({ output: (merged) => copy(merged) }),
	},
	{
		id: "one-head",
		title: "all columns are one head",
		explanation:
			"The cache holds the columns of all heads side by side, and attention was computed with them as they are: one softmax " +
			"for all. Split queries, keys and values into the heads first, and merge what they found.",
		wrong: both({ heads: () => 1 }),
	},
	{
		id: "residual-missing",
		title: "attention and feed-forward replace x instead of being added to it",
		explanation:
			"A block only adds to a token (lesson 14): x + attention(norm(x)), then x + feedForward(norm(x)). Without the sums " +
			"each token forgets what it was in every block.",
		wrong: both({ residual: (_, change) => copy(change) }),
	},
	{
		id: "attention-residual-missing",
		title: "attention replaces x instead of being added to it",
		explanation:
			"Feed-forward is added to x, and so is attention (lesson 14): x + attention(norm(x)). Without the first sum a token knows " +
			"only what it has heard from others, and forgets what it was.",
		wrong: both({
			residual: (x, change, by) =>
				by === "attention" ? copy(change) : rightSteps.residual(x, change, by),
		}),
	},
	{
		id: "final-norm-missing",
		title: "the final norm is missing",
		explanation:
			"It stands outside of the blocks, after the last one. The cache is right without it, the logits are not.",
		wrong: both({ finalNorm: (x) => copy(x) }),
	},
	{
		id: "all-rows-returned",
		title: "prefill returns the logits of all tokens",
		explanation:
			"They are there, since the prompt is read at once, and gptForward returns them all. But what comes next is in the " +
			"last row; the others say what the next tokens of the prompt could have been. Return the last one.",
		wrong: prefilling({ logits: (rows) => rows }),
	},
	{
		id: "first-row-returned",
		title: "prefill returns the logits of the first token",
		explanation:
			"After one step there is only row 0, so `[0]` is right there, and stays when the line is copied. A prompt has n rows, " +
			"and the last one says what comes after it.",
		wrong: prefilling({ logits: (rows) => rows[0]! }),
	},
];

/** A mistake that shows only when there is something in the cache. */
function step(changes: Partial<CachedSteps>): Implementation {
	return { stepWithCache: cachedWith(changes).stepWithCache };
}

/** A mistake that shows only when several tokens are read at once. */
function prefilling(changes: Partial<CachedSteps>): Implementation {
	return { prefill: cachedWith(changes).prefill };
}

function both(changes: Partial<CachedSteps>): Implementation {
	return { ...cachedWith(changes) };
}

const copyLayer = ({
	keys,
	values,
}: {
	keys: readonly (readonly number[])[];
	values: readonly (readonly number[])[];
}) => ({
	keys: copy(keys),
	values: copy(values),
});
