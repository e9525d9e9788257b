import type { Exercise } from "../../lesson";

export const hints: Exercise["hints"] = [
	{
		text:
			"Dropout is a coin for every single number, thrown anew each time, and only while learning. What stays has to speak up for what was dropped, so that the sum is the same on average.\n\n" +
			"Diversity compares heads two by two, as vectors compare: by the cosine. Ablation takes a head out of the sum where the heads are added up, and that is in wo.",
	},
	{
		text:
			"`dropout`: [n, d] → [n, d], one `rng.uniform()` an entry, row by row, none at all when not training.\n\n" +
			"`headDiversity`: [heads][n_q][n_k] → a number. `head.flat()` makes one vector of n_q · n_k numbers. With 4 heads there are 6 pairs, in general heads · (heads − 1) / 2.\n\n" +
			"`ablateHead`: wo has heads · d_v rows, so d_v is `wo.length / heads`. Row r belongs to head ⌊r / d_v⌋.",
	},
	{
		text:
			"```\n" +
			"dropout(x, p, rng, training):\n" +
			"    not training: a copy of x\n" +
			"    each entry: draw u; u < p → 0, otherwise entry / (1 − p)\n" +
			"\n" +
			"headDiversity(weights):\n" +
			"    flat ← every head as one vector\n" +
			"    for every pair a, b of different heads:\n" +
			"        cosine ← a·b / √(a·a · b·b), or 0 when one of them is all zeros\n" +
			"    1 − sum of the cosines / number of pairs\n" +
			"\n" +
			"ablateHead({wq, wk, wv, wo}, head, heads):\n" +
			"    d_v ← rows of wo / heads\n" +
			"    wo with zeros in rows head · d_v … (head + 1) · d_v − 1\n" +
			"```",
	},
	{
		text:
			"```\n" +
			"export function dropout(x, p, rng, training) {\n" +
			"	if (!training) return x.map((row) => …);\n" +
			"	return x.map((row) => row.map((value) => (rng.uniform() < p ? … : …)));\n" +
			"}\n" +
			"\n" +
			"export function headDiversity(weights) {\n" +
			"	const flat = weights.map((head) => head.flat());\n" +
			"	let total = 0;\n" +
			"	let pairs = 0;\n" +
			"	for (let a = 0; a < flat.length; a++)\n" +
			"		for (let b = 0; b < a; b++) {\n" +
			"			const lengths = Math.sqrt(dot(flat[a], flat[a]) * …);\n" +
			"			if (lengths > 0) total += … / lengths;\n" +
			"			pairs++;\n" +
			"		}\n" +
			"	return 1 - …;\n" +
			"}\n" +
			"\n" +
			"export function ablateHead(params, head, heads) {\n" +
			"	const dV = params.wo.length / heads;\n" +
			"	const wo = params.wo.map((row, r) => row.map((value) => (Math.floor(…) === head ? 0 : value)));\n" +
			"	return { ...params, wo };\n" +
			"}\n" +
			"```",
	},
];
