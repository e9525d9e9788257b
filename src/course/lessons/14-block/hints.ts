import type { Exercise } from "../../lesson";

export const hints: Exercise["hints"] = [
	{
		text:
			"Layer norm asks the same of every token: how far is each of your features from your own mean, compared with how far they usually are? Other tokens are not asked. gamma and beta are the same for all tokens, one number a feature.\n\n" +
			"A block is two halves built alike: find something (attention, then feed-forward), ADD it to the token, and norm either before finding or after adding. Write one half first.",
	},
	{
		text:
			"`layerNorm`: x [n, d] → [n, d]. For each row one mean and one variance, two plain numbers; gamma[j] and beta[j] go with column j.\n\n" +
			"`feedForward`: [n, d_model] · [d_model, d_ff] → [n, d_ff], GELU on every number, [n, d_ff] · [d_ff, d_model] → [n, d_model].\n\n" +
			"`transformerBlock`: everything in it is [n, d_model]: x, normed x, what attention found, the sum, what feed-forward found, the result. `multiHeadAttention` returns an object; the tokens are its `output`.",
	},
	{
		text:
			"```\n" +
			"layerNorm(x, gamma, beta, epsilon = 1e-5):\n" +
			"    for each row:\n" +
			"        mean      ← sum of the row / d\n" +
			"        variance  ← sum of (value − mean)² / d\n" +
			"        each value j ← (value − mean) / √(variance + epsilon) · gamma[j] + beta[j]\n" +
			"\n" +
			"feedForward(x, {w1, b1, w2, b2}):\n" +
			"    hidden ← gelu of every number of x·w1 + b1\n" +
			"    return hidden·w2 + b2\n" +
			"\n" +
			"transformerBlock(x, params, {heads, mask, norm}):\n" +
			'    if norm is "before":\n' +
			"        y ← x + attention(attentionNorm(x))\n" +
			"        return y + feedForward(feedForwardNorm(y))\n" +
			"    otherwise:\n" +
			"        y ← attentionNorm(x + attention(x))\n" +
			"        return feedForwardNorm(y + feedForward(y))\n" +
			"```",
	},
	{
		text:
			"```\n" +
			"export function layerNorm(x, gamma, beta, epsilon = 1e-5) {\n" +
			"	return x.map((row) => {\n" +
			"		const mean = row.reduce((a, b) => a + b) / row.length;\n" +
			"		const variance = …;\n" +
			"		return row.map((value, j) => ((value - mean) / Math.sqrt(…)) * … + …);\n" +
			"	});\n" +
			"}\n" +
			"\n" +
			"export function feedForward(x, { w1, b1, w2, b2 }) {\n" +
			"	const hidden = linear(x, w1, b1).map((row) => row.map((z) => …));\n" +
			"	return linear(…, …, …);\n" +
			"}\n" +
			"\n" +
			"export function transformerBlock(x, params, { heads, mask, norm }) {\n" +
			"	const attend = (tokens) => multiHeadAttention(tokens, params.attention, { heads, mask }).output;\n" +
			"	const add = (a, b) => a.map((row, i) => row.map((value, j) => value + b[i][j]));\n" +
			"	const norm1 = (tokens) => layerNorm(tokens, params.attentionNorm.gamma, …);\n" +
			"	const norm2 = …;\n" +
			'	if (norm === "before") {\n' +
			"		const y = add(x, attend(norm1(x)));\n" +
			"		return add(y, …);\n" +
			"	}\n" +
			"	const y = norm1(add(…, …));\n" +
			"	return …;\n" +
			"}\n" +
			"```",
	},
];
