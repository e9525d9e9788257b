import type { Exercise } from "../../lesson";

export const hints: Exercise["hints"] = [
	{
		text:
			"Softmax shares out one whole. First make every score positive without changing their order: that is what `Math.exp` is for. Then divide each result by the sum of all, as you would divide a cake.\n\n" +
			"exp grows so fast that exp(710) is Infinity. Subtracting the same number from every score changes no weight, because exp(a − c) = exp(a) / exp(c) and the factor cancels. Which number would make the largest exp exactly 1?",
	},
	{
		text:
			"`softmax` takes n scores and returns n weights: one number out for each number in, in the same order. On the way there are two single numbers, the highest score and the total.\n\n" +
			"`softmaxRows` takes n_q rows of n_k scores and returns n_q new rows of n_k weights. It needs no highest score and no total of its own: each row has its own.",
	},
	{
		text:
			"```\n" +
			"softmax(scores):\n" +
			"    highest ← the largest score        (a loop; not Math.max(...scores))\n" +
			"    shares  ← for each score: exp(score − highest)\n" +
			"    total   ← the sum of the shares\n" +
			"    return    for each share: share / total\n" +
			"\n" +
			"softmaxRows(scores):\n" +
			"    return    for each row: softmax(row)\n" +
			"```",
	},
	{
		text:
			"```\n" +
			"export function softmax(scores: Vector): number[] {\n" +
			"	let highest = -Infinity;\n" +
			"	for (const score of scores) highest = Math.max(…);\n" +
			"	const shares = scores.map((score) => Math.exp(…));\n" +
			"	let total = 0;\n" +
			"	for (const share of shares) total += …;\n" +
			"	return shares.map((share) => …);\n" +
			"}\n" +
			"\n" +
			"export function softmaxRows(scores: Matrix): number[][] {\n" +
			"	return scores.map((row) => …);\n" +
			"}\n" +
			"```",
	},
];
