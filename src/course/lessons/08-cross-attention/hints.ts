import type { Exercise } from "../../lesson";

export const hints: Exercise["hints"] = [
	{
		text:
			"You have written nearly all of it in lesson 07. Multi-head attention needs to know who asks and who answers; so far both were the same tokens. Now the queries are made of one sequence and the keys and values of another. From there on nothing changes.\n\n" +
			"Which of the three projections belongs to the one who asks?",
	},
	{
		text:
			"q = x·wq is [n_q, heads · d_k]; k = context·wk is [n_k, heads · d_k]; v = context·wv is [n_k, heads · d_v]. Split: [heads][n_q][d_k], [heads][n_k][d_k], [heads][n_k][d_v].\n\n" +
			"In each head the scores, the weights and the mask are [n_q, n_k], and the output is [n_q, d_v]. Merged [n_q, heads · d_v], times wo [n_q, d_out]. What asks decides the rows of the result, what answers decides only the columns of the weights.",
	},
	{
		text:
			"```\n" +
			"crossAttention(x, context, {wq, wk, wv, wo}, {heads, mask}):\n" +
			"    q ← splitHeads(x · wq)\n" +
			"    k ← splitHeads(context · wk)\n" +
			"    v ← splitHeads(context · wv)\n" +
			"    for each head h: attention(q[h], k[h], v[h], mask) gives output and weights\n" +
			"    return output: mergeHeads(all outputs) · wo\n" +
			"           weights: all weights, one matrix a head\n" +
			"```",
	},
	{
		text:
			"```\n" +
			"export function crossAttention(x, context, { wq, wk, wv, wo }, { heads, mask }) {\n" +
			"	const q = splitHeads(linear(x, wq), heads);\n" +
			"	const k = splitHeads(linear(…, wk), heads);\n" +
			"	const v = splitHeads(linear(…, wv), heads);\n" +
			"	const results = q.map((queries, h) => attention(queries, k[h]!, v[h]!, mask));\n" +
			"	const merged = mergeHeads(…);\n" +
			"	return { output: linear(merged, …), weights: … };\n" +
			"}\n" +
			"```",
	},
];
