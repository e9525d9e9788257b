import type { Exercise } from "../../lesson";

export const hints: Exercise["hints"] = [
	{
		text:
			"A model learns from questions whose answers are in the text. BERT's question: a word was covered, which one? GPT's question: what comes next? So nobody has to write down answers; the two batches only say what the model reads (inputs) and what it should say (targets).\n\n" +
			"The loss says how surprised the model was by the right answers: −ln of the probability it gave them, on average over what was asked.",
	},
	{
		text:
			"`maskedLmBatch`: ids [n] → inputs [n], targets [n]. In each place either (maskId, id) or (id, −100).\n\n" +
			"`causalLmBatch`: ids [n] → inputs [n − 1], targets [n − 1].\n\n" +
			"`crossEntropy`: logits [n, vocabulary], targets [n] → one number. Row i of the logits and targets[i] belong together; rows with the target −100 are left out, also when counting.",
	},
	{
		text:
			"```\n" +
			"maskedLmBatch(ids, {maskId, probability, rng}):\n" +
			"    for each id: draw u; hidden if u < probability\n" +
			"    inputs: maskId where hidden, else the id\n" +
			"    targets: the id where hidden, else −100\n" +
			"\n" +
			"causalLmBatch(ids):\n" +
			"    inputs: all but the last      targets: all but the first\n" +
			"\n" +
			"crossEntropy(logits, targets):\n" +
			"    for each row whose target is not −100:\n" +
			"        m ← largest logit\n" +
			"        loss ← m + ln(sum of exp(logit − m)) − logit of the target\n" +
			"    return the mean of these losses; 0 when there are none\n" +
			"```",
	},
	{
		text:
			"```\n" +
			"export function maskedLmBatch(ids, { maskId, probability, rng }) {\n" +
			"	const hidden = ids.map(() => rng.uniform() < probability);\n" +
			"	return {\n" +
			"		inputs: ids.map((id, i) => (hidden[i] ? … : …)),\n" +
			"		targets: ids.map((id, i) => (hidden[i] ? … : …)),\n" +
			"	};\n" +
			"}\n" +
			"\n" +
			"export function causalLmBatch(ids) {\n" +
			"	return { inputs: ids.slice(…), targets: ids.slice(…) };\n" +
			"}\n" +
			"\n" +
			"export function crossEntropy(logits, targets) {\n" +
			"	const losses: number[] = [];\n" +
			"	for (const [i, target] of targets.entries()) {\n" +
			"		if (target === -100) continue;\n" +
			"		const row = logits[i]!;\n" +
			"		const highest = Math.max(...row);\n" +
			"		const sum = row.reduce((sum, logit) => sum + …, 0);\n" +
			"		losses.push(…);\n" +
			"	}\n" +
			"	return losses.length === 0 ? 0 : …;\n" +
			"}\n" +
			"```",
	},
];
