import type { Exercise } from "../../lesson";

export const hints: Exercise["hints"] = [
	{
		text:
			"A linear layer is a matrix product: each row of x meets each column of w. The tokens do not meet each other here; what happens to one is not influenced by the rest.\n\n" +
			"A query, a key and a value are three linear layers on the same x. If `linear` works, `projectQKV` is a line.",
	},
	{
		text:
			"x [n, d_in] times w [d_in, d_out] gives [n, d_out]: as many rows as tokens, as many columns as w has. `b` has d_out numbers, one for each column, and is added to every row.\n\n" +
			"`projectQKV` returns an object with three matrices, `q` [n, d_k], `k` [n, d_k] and `v` [n, d_v]; all have one row a token.",
	},
	{
		text:
			"```\n" +
			"linear(x, w, b):\n" +
			"    for each token of x:\n" +
			"        for each column j of w:\n" +
			"            y ← sum over d of token[d] · w[d][j]\n" +
			"            if there is a b: add b[j]\n" +
			"\n" +
			"projectQKV(x, { wq, wk, wv }):\n" +
			"    q ← linear(x, wq)      k and v likewise, each from x\n" +
			"    return { q, k, v }\n" +
			"```",
	},
	{
		text:
			"```\n" +
			"export function linear(x: Matrix, w: Matrix, b?: Vector): number[][] {\n" +
			"	const projected = matmul(…, …);\n" +
			"	if (!b) return projected;\n" +
			"	return projected.map((row) => row.map((y, j) => …));\n" +
			"}\n" +
			"\n" +
			"export function projectQKV(x: Matrix, { wq, wk, wv }: QKVWeights): QKV {\n" +
			"	return { q: linear(x, wq), k: …, v: … };\n" +
			"}\n" +
			"```",
	},
];
