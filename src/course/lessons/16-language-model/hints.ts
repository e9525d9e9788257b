import type { Exercise } from "../../lesson";

export const hints: Exercise["hints"] = [
	{
		text:
			"You have built every part of this before. A vocabulary is a list of characters; an id is a place in it. The model looks up two rows for each token, what it is and where it stands, adds them, sends the result through the blocks of lesson 14, norms it once more, and asks how well it agrees with the embedding of each character.\n\n" +
			"Generation goes in a circle around the model: read the end of the text, look at the last row of logits, draw one id, put it at the end of the text.",
	},
	{
		text:
			"`buildVocabulary`: text → { characters: a sorted list without repetitions, size }.\n\n" +
			"`encode`: text → one id a character. `decode`: ids → text.\n\n" +
			"`gptForward`: ids [n] → x [n, dim] → through every block [n, dim] → final norm [n, dim] → times tokenEmbeddingᵀ [dim, vocabulary] → [n, vocabulary].\n\n" +
			"`generate`: written [m] → its last `context` ids → forward → the last row [vocabulary] → chances [vocabulary] → one id → written [m + 1]. It returns prompt + count ids.",
	},
	{
		text:
			"```\n" +
			"buildVocabulary(text): every code point once (a Set), sorted by codePointAt(0)\n" +
			"encode(text): for each code point its place in characters\n" +
			"decode(ids): characters[id] for each, joined with nothing between\n" +
			"\n" +
			"gptForward(ids, params, {heads}):\n" +
			"    x[i] ← tokenEmbedding[ids[i]] + positionEmbedding[i]\n" +
			"    mask ← causal, n × n\n" +
			'    for each block: x ← transformerBlock(x, block, heads, mask, norm "before")\n' +
			"    return layerNorm(x, finalNorm) · tokenEmbeddingᵀ\n" +
			"\n" +
			"generate(forward, ids, config, random):\n" +
			"    written ← a copy of ids\n" +
			"    count times:\n" +
			"        logits ← last row of forward(last `context` of written)\n" +
			"        order the ids by logit, highest first, equal ones by id\n" +
			"        temperature 0: take the first\n" +
			"        otherwise: keep the first topK; softmax of logit / temperature, −∞ for all others;\n" +
			"            u ← random.uniform(); the first id at which the running sum exceeds u\n" +
			"        append it\n" +
			"```",
	},
	{
		text:
			"```\n" +
			"export function buildVocabulary(text: string): Vocabulary {\n" +
			"	const characters = [...new Set(text)].sort((a, b) => …);\n" +
			"	return { characters, size: … };\n" +
			"}\n" +
			"\n" +
			"export function gptForward(ids, params, { heads }) {\n" +
			"	let x = ids.map((id, i) => params.tokenEmbedding[id]!.map((value, j) => value + …));\n" +
			"	const mask = causalMask(…);\n" +
			'	for (const block of params.blocks) x = transformerBlock(x, block, { heads, mask, norm: "before" });\n' +
			"	const { gamma, beta } = params.finalNorm;\n" +
			"	return matmul(layerNorm(x, gamma, beta), transpose(…));\n" +
			"}\n" +
			"\n" +
			"export function generate(forward, ids, { count, context, temperature, topK }, random) {\n" +
			"	const written = [...ids];\n" +
			"	for (let i = 0; i < count; i++) {\n" +
			"		const rows = forward(written.slice(…));\n" +
			"		const logits = rows[…]!;\n" +
			"		const best = logits.map((_, id) => id).sort((a, b) => logits[b]! - logits[a]!);\n" +
			"		if (temperature === 0) { written.push(…); continue; }\n" +
			"		const kept = best.slice(0, topK);\n" +
			"		const chances = softmax(logits.map((logit, id) => (kept.includes(id) ? … : -Infinity)));\n" +
			"		const u = random.uniform();\n" +
			"		let sum = 0;\n" +
			"		written.push(chances.findIndex((chance) => { sum += chance; return …; }));\n" +
			"	}\n" +
			"	return written;\n" +
			"}\n" +
			"```",
	},
];
