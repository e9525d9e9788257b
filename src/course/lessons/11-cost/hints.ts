import type { Exercise } from "../../lesson";

export const hints: Exercise["hints"] = [
	{
		text:
			"Every token meets every token, in every head: that is n² scores a head. Count what each of them costs, and what it takes to keep them.\n\n" +
			"That they need not be kept all at once is the second half. A softmax needs the highest score and the total of all. Both can be carried along, and corrected when a higher score turns up: exp(s − new) is exp(s − old) · exp(old − new), so one factor corrects everything that was added up before, the total and the mixture alike.",
	},
	{
		text:
			"`attentionFlops`: a product [a, b] · [b, c] has a·c numbers of 2·b operations each. Projections: four of [n, d] · [d, d]. Scores of a head: [n, d/heads] · [d/heads, n]. Mixing of a head: [n, n] · [n, d/heads].\n\n" +
			"`attentionBytes`: heads · n · n numbers of 4 bytes.\n\n" +
			"`onlineSoftmax`: two numbers are carried along, `highest` (at first −Infinity) and `total` (at first 0).\n\n" +
			"`tiledAttention`: for each query the same two, and a mixture of d_v numbers (at first zeros).",
	},
	{
		text:
			"```\n" +
			"share(s, highest): 0 if s is −Infinity, otherwise exp(s − highest)\n" +
			"\n" +
			"onlineSoftmax(chunks):\n" +
			"    for each chunk:\n" +
			"        before ← highest;  highest ← the highest of before and the chunk\n" +
			"        total ← total · share(before, highest)\n" +
			"        for each score: total ← total + share(score, highest)\n" +
			"    weights: share(score, highest) / total, or 0 where total is 0\n" +
			"\n" +
			"tiledAttention(q, k, v, {block}):\n" +
			"    for each query, for each tile of block keys:\n" +
			"        scores ← query · key / √d_k;  before, highest as above\n" +
			"        total and mixture ← times share(before, highest)\n" +
			"        for each key of the tile: total ← + share;  mixture ← + share · value\n" +
			"    output: mixture / total\n" +
			"```",
	},
	{
		text:
			"```\n" +
			"const projections = 4 * (n * d) * …;\n" +
			"const scores = heads * (n * n) * (2 * …);\n" +
			"\n" +
			"for (let start = 0; start < k.length; start += block) {\n" +
			"	const scores = k.slice(start, …).map((key) => dot(query, key) / …);\n" +
			"	const before = highest;\n" +
			"	highest = scores.reduce((a, b) => Math.max(a, b), before);\n" +
			"	const factor = share(…, …);\n" +
			"	total *= factor;\n" +
			"	mixture = mixture.map((sum) => …);\n" +
			"	for (const [j, score] of scores.entries()) {\n" +
			"		const part = share(score, highest);\n" +
			"		total += part;\n" +
			"		mixture = mixture.map((sum, c) => sum + part * v[…]![c]!);\n" +
			"	}\n" +
			"}\n" +
			"return mixture.map((sum) => …);\n" +
			"```",
	},
];
