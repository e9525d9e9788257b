import type { Exercise } from "../../lesson";

export const hints: Exercise["hints"] = [
	{
		text:
			"A head is an ordinary attention, the one of lesson 05, with fewer columns. Nothing new happens inside it. What is new is the way there and back: all heads' projections are made in one multiplication, so their columns stand side by side and have to be taken apart, and what the heads found has to be put together again.\n\n" +
			"Splitting and merging compute nothing. They only say where each number goes: write down the index of one number before and after, and the code is that sentence.",
	},
	{
		text:
			"`splitHeads`: x [n, d] → [heads][n][d / heads]. For each head h, for each row of x: the columns from h · d_head up to, not including, (h + 1) · d_head.\n\n" +
			"`mergeHeads`: [heads][n][d_head] → [n, heads · d_head]. For each token i: row i of head 0, then row i of head 1, and so on, in one row.\n\n" +
			"`multiHeadAttention`: x·wq and x·wk are [n, heads · d_k], x·wv is [n, heads · d_v]. Split: [heads][n][d_k], [heads][n][d_k], [heads][n][d_v]. Attention in each head: weights [n, n], output [n, d_v]. Merged: [n, heads · d_v]. Times wo: [n, d_out].",
	},
	{
		text:
			"```\n" +
			"splitHeads(x, heads):\n" +
			"    d_head ← columns of x / heads\n" +
			"    for each head h:\n" +
			"        for each row of x: take its columns h · d_head … (h + 1) · d_head − 1\n" +
			"\n" +
			"mergeHeads(heads):\n" +
			"    for each token i: row i of every head, one after the other, as one row\n" +
			"\n" +
			"multiHeadAttention(x, {wq, wk, wv, wo}, {heads, mask}):\n" +
			"    q, k, v ← splitHeads of x·wq, x·wk and x·wv\n" +
			"    for each head h: attention(q[h], k[h], v[h], mask) gives output and weights\n" +
			"    return output: mergeHeads(all outputs) · wo\n" +
			"           weights: all weights, one matrix a head\n" +
			"```",
	},
	{
		text:
			"```\n" +
			"export function splitHeads(x: Matrix, heads: number): number[][][] {\n" +
			"	const dHead = x[0]!.length / heads;\n" +
			"	return Array.from({ length: heads }, (_, h) => x.map((row) => row.slice(…, …)));\n" +
			"}\n" +
			"\n" +
			"export function mergeHeads(heads: readonly Matrix[]): number[][] {\n" +
			"	return heads[0]!.map((_, i) => heads.flatMap((head) => …));\n" +
			"}\n" +
			"\n" +
			"export function multiHeadAttention(x, { wq, wk, wv, wo }, { heads, mask }) {\n" +
			"	const q = splitHeads(linear(x, wq), heads);\n" +
			"	const k = …;\n" +
			"	const v = …;\n" +
			"	const results = q.map((queries, h) => attention(queries, …, …, mask));\n" +
			"	const merged = mergeHeads(results.map((result) => …));\n" +
			"	return { output: linear(…, wo), weights: results.map((result) => …) };\n" +
			"}\n" +
			"```",
	},
];
