import type { Exercise } from "../../lesson";

export const hints: Exercise["hints"] = [
	{
		text:
			"A recurrent network reads like someone with a small notebook: at each word it looks at the word and at its one page of notes, and writes the page anew. What it knows of the first word has been rewritten at every step.\n\n" +
			"The gradient goes the same way back, and at every step it is multiplied: by the slope of tanh, and by wh. Multiply by something below 1 thirty times, and next to nothing is left. The length of the way is what `pathLength` counts.",
	},
	{
		text:
			"`rnnForward`: xs [n, d_in] → [n, d_h]. A state has d_h numbers; column c of it is tanh of Σ xs[t][a]·wx[a][c] + Σ before[a]·wh[a][c] + b[c].\n\n" +
			"`rnnGradientNorms`: n numbers. J and D are [d_h, d_h]; D·wxᵀ is [d_h, d_in]; D·whᵀ is [d_h, d_h] again. The slope multiplies columns, because column c of D is the derivative by number c of this step.\n\n" +
			"`pathLength`: one whole number, at least 1.",
	},
	{
		text:
			"```\n" +
			"rnnForward(xs, {wx, wh, b}):\n" +
			"    before ← zeros\n" +
			"    for each input x: state ← tanh(x·wx + before·wh + b); keep it; before ← state\n" +
			"\n" +
			"rnnGradientNorms(xs, {wx, wh, b}):\n" +
			"    J ← identity\n" +
			"    for each state, the last one first:\n" +
			"        D ← J, column c times 1 − state[c]²\n" +
			"        append the norm of D·wxᵀ;  J ← D·whᵀ\n" +
			"\n" +
			"pathLength(kind, distance, {kernel = 3, window = 3}):\n" +
			"    attention: 1;  recurrent: distance + 1\n" +
			"    convolution, windowed: ⌈distance / (width − 1)⌉, at least 1\n" +
			"    dilated: the smallest L from 1 on with kernelᴸ − 1 ≥ distance (count, do not take logarithms)\n" +
			"```",
	},
	{
		text:
			"```\n" +
			"export function rnnForward(xs: Matrix, { wx, wh, b }: RnnWeights): number[][] {\n" +
			"	const states: number[][] = [];\n" +
			"	let before: Vector = b.map(() => 0);\n" +
			"	for (const x of xs) {\n" +
			"		before = b.map((bias, c) => Math.tanh(bias + … + …));\n" +
			"		states.push([...before]);\n" +
			"	}\n" +
			"	return states;\n" +
			"}\n" +
			"\n" +
			"export function rnnGradientNorms(xs: Matrix, weights: RnnWeights): number[] {\n" +
			"	let j: number[][] = weights.b.map((_, r) => weights.b.map((_, c) => (r === c ? 1 : 0)));\n" +
			"	return rnnForward(xs, weights).reverse().map((state) => {\n" +
			"		const d = j.map((row) => row.map((entry, c) => entry * (…)));\n" +
			"		j = matmul(d, transpose(…));\n" +
			"		return Math.sqrt(matmul(d, transpose(…)).flat().reduce((sum, entry) => …, 0));\n" +
			"	});\n" +
			"}\n" +
			"\n" +
			"// dilated:\n" +
			"let layers = 1;\n" +
			"while (kernel ** layers - 1 < …) layers++;\n" +
			"```",
	},
];
