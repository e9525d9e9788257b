import type { Exercise } from "../../lesson";

export const hints: Exercise["hints"] = [
	{
		text:
			"In a causal model nothing that was read changes when something follows: token 3 never sees token 4, so its keys and values in every block are the same whether the text ends there or goes on. They can be kept. A new token needs them, and its own query, key and value; no other row has to be computed.\n\n" +
			"prefill and stepWithCache are the same program: read n tokens after t that are known. In prefill t is 0, in a step n is 1. Write it once.",
	},
	{
		text:
			"With t tokens in the cache and n new ones:\n\n" +
			"x is [n, dim], and row i has the position t + i. In every block: queries, new keys and new values [n, dim] from the normed x; all keys and values [t + n, dim], the old rows first; split into heads, attention of n queries over t + n keys, merged [n, dim], times wo plus bo, added to x; then feed-forward as ever.\n\n" +
			"The mask is [n, t + n]: new token i may see row j when j ≤ t + i. For n = 1 it is all true. The logits are those of the last row of x: [vocabulary].",
	},
	{
		text:
			"```\n" +
			"read(ids, old, params, heads):\n" +
			"    t ← rows of old[0].keys\n" +
			"    x[i] ← tokenEmbedding[ids[i]] + positionEmbedding[t + i]\n" +
			"    mask[i][j] ← j ≤ t + i\n" +
			"    for each block:\n" +
			"        normed ← layerNorm(x, attentionNorm)\n" +
			"        keys ← old keys of this block, then normed · wk + bk\n" +
			"        values ← old values of this block, then normed · wv + bv\n" +
			"        q, k, v ← heads of normed · wq + bq, of keys, of values\n" +
			"        x ← x + merged attention(q[h], k[h], v[h], mask) · wo + bo\n" +
			"        x ← x + feedForward(layerNorm(x, feedForwardNorm))\n" +
			"        keep { keys, values }\n" +
			"    last ← layerNorm(last row of x, finalNorm)\n" +
			"    return logits: last · each row of tokenEmbedding, cache: all that was kept\n" +
			"\n" +
			"prefill: read after an empty cache      stepWithCache: read [tokenId] after this one\n" +
			"```",
	},
	{
		text:
			"```\n" +
			"export function prefill(ids, params, config) {\n" +
			"	const empty = params.blocks.map(() => ({ keys: [], values: [] }));\n" +
			"	return read(ids, empty, params, config);\n" +
			"}\n" +
			"\n" +
			"function read(ids, old, params, { heads }) {\n" +
			"	const t = old[0]!.keys.length;\n" +
			"	let x = ids.map((id, i) => params.tokenEmbedding[id]!.map((value, j) => value + params.positionEmbedding[…]![j]!));\n" +
			"	const mask = ids.map((_, i) => Array.from({ length: t + ids.length }, (_, j) => …));\n" +
			"	const cache = params.blocks.map((block, layer) => {\n" +
			"		const { wq, wk, wv, wo, bq, bk, bv, bo } = block.attention;\n" +
			"		const normed = layerNorm(x, block.attentionNorm.gamma, block.attentionNorm.beta);\n" +
			"		const keys = [...old[layer]!.keys.map((row) => [...row]), ...linear(normed, wk, bk)];\n" +
			"		const values = …;\n" +
			"		const [q, k, v] = [linear(normed, wq, bq), keys, values].map((m) => splitHeads(m, heads));\n" +
			"		const mixed = q!.map((queries, h) => attention(queries, …, …, mask).output);\n" +
			"		x = add(x, linear(mergeHeads(mixed), wo, bo));\n" +
			"		x = add(x, feedForward(…, block.feedForward));\n" +
			"		return { keys, values };\n" +
			"	});\n" +
			"	const [last] = layerNorm(x.slice(-1), …, …);\n" +
			"	return { logits: params.tokenEmbedding.map((embedding) => dot(last!, embedding)), cache };\n" +
			"}\n" +
			"```",
	},
];
