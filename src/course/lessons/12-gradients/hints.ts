import type { Exercise } from "../../lesson";

export const hints: Exercise["hints"] = [
	{
		text:
			"Going back is asking, at every step: the loss grows with this number of the result at such a rate; which numbers of the input move it, and how much each? A number that went into several results collects from all of them: add.\n\n" +
			"The steps come in reverse order. Forward: scores, softmax, mixing. Back: mixing (that gives dv and dWeights), softmax (dScores), scores (dq and dk).",
	},
	{
		text:
			"A gradient has the shape of what it belongs to, and that nearly decides which way the matrices go. dv is [n_k, d_v]; you have weights [n_q, n_k] and dOutput [n_q, d_v]: only weightsᵀ·dOutput fits. dWeights is [n_q, n_k]: dOutput·vᵀ.\n\n" +
			"dScores is [n_q, n_k], one softmaxBackward a row. dq is [n_q, d_k]: dScores·k. dk is [n_k, d_k]: dScoresᵀ·q. Both are divided by √d_k, as the scores were.",
	},
	{
		text:
			"```\n" +
			"softmaxBackward(p, dp):\n" +
			"    shared ← sum of p[j] · dp[j]\n" +
			"    each i: p[i] · (dp[i] − shared)\n" +
			"\n" +
			"attentionBackward({q, k, v, weights}, dOutput):\n" +
			"    dv        ← weightsᵀ · dOutput\n" +
			"    dWeights  ← dOutput · vᵀ\n" +
			"    dScores   ← softmaxBackward(weights[i], dWeights[i]) for each row i, divided by √d_k\n" +
			"    dq        ← dScores · k\n" +
			"    dk        ← dScoresᵀ · q\n" +
			"\n" +
			"numericalGradient(f, x, epsilon = 1e-5):\n" +
			"    for each i, j:\n" +
			"        up   ← a copy of x in which [i][j] is larger by epsilon\n" +
			"        down ← a copy of x in which [i][j] is smaller by epsilon\n" +
			"        result[i][j] ← (f(up) − f(down)) / (2 · epsilon)\n" +
			"```",
	},
	{
		text:
			"```\n" +
			"export function softmaxBackward(p: Vector, dp: Vector): number[] {\n" +
			"	const shared = dot(p, dp);\n" +
			"	return p.map((weight, i) => …);\n" +
			"}\n" +
			"\n" +
			"export function attentionBackward({ q, k, v, weights }: AttentionForward, dOutput: Matrix): AttentionGradients {\n" +
			"	const dWeights = matmul(dOutput, transpose(…));\n" +
			"	const scale = Math.sqrt(k[0].length);\n" +
			"	const dScores = weights.map((row, i) => softmaxBackward(row, …).map((d) => d / …));\n" +
			"	return {\n" +
			"		dq: matmul(dScores, …),\n" +
			"		dk: matmul(transpose(…), …),\n" +
			"		dv: matmul(transpose(…), dOutput),\n" +
			"	};\n" +
			"}\n" +
			"\n" +
			"export function numericalGradient(f: (x: Matrix) => number, x: Matrix, epsilon = 1e-5): number[][] {\n" +
			"	const moved = (i: number, j: number, step: number) =>\n" +
			"		x.map((row, r) => row.map((value, c) => (r === i && c === j ? … : value)));\n" +
			"	return x.map((row, i) => row.map((_, j) => (f(moved(i, j, …)) - f(…)) / …));\n" +
			"}\n" +
			"```",
	},
];
