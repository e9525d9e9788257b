import type { Exercise } from "../../lesson";

export const hints: Exercise["hints"] = [
	{
		text:
			"You have all four pieces already: a score for every query and key (lesson 01), softmax of every row (02), mixing values by weights (03). New are only the division by √d_k, before softmax, and the mask.\n\n" +
			"A hidden key has to get the weight 0. Which score becomes exactly 0 when it goes through exp? Give the key that score before softmax, and the others share the whole weight by themselves.",
	},
	{
		text:
			"q [n_q, d_k] and k [n_k, d_k] give scores [n_q, n_k]: one row a query, one column a key. √d_k is the root of the length of one query, `q[0].length`, not of `q.length`.\n\n" +
			"The mask and the weights have the shape of the scores, [n_q, n_k]. weights [n_q, n_k] and v [n_k, d_v] give the output [n_q, d_v]: one row a query again, as long as a value.",
	},
	{
		text:
			"```\n" +
			"scaledScores(q, k):\n" +
			"    for each query: for each key: (query · key) / √d_k\n" +
			"\n" +
			"attention(q, k, v, mask):\n" +
			"    scores  ← scaledScores(q, k)\n" +
			"    weights ← for row i of the scores:\n" +
			"        if there is a mask and mask[i] has no true: all zeros\n" +
			"        otherwise softmax of the row, with −Infinity where mask[i][j] is false\n" +
			"    output  ← for each row of weights: the sum of weight j · value j\n" +
			"    return    { output, weights }\n" +
			"```",
	},
	{
		text:
			"```\n" +
			"export function scaledScores(q: Matrix, k: Matrix): number[][] {\n" +
			"	const scale = Math.sqrt(…);\n" +
			"	return q.map((query) => k.map((key) => dot(query, key) / …));\n" +
			"}\n" +
			"\n" +
			"export function attention(q: Matrix, k: Matrix, v: Matrix, mask?: Mask): AttentionResult {\n" +
			"	const weights = scaledScores(q, k).map((row, i) => {\n" +
			"		if (!mask) return softmax(row);\n" +
			"		if (!mask[i]!.includes(true)) return row.map(() => …);\n" +
			"		return softmax(row.map((score, j) => (mask[i]![j] ? … : …)));\n" +
			"	});\n" +
			"	return { output: mixValues(…, …), weights };\n" +
			"}\n" +
			"```",
	},
];
