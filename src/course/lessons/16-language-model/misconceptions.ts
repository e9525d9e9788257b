import {
	causalMask,
	softmax,
	softmaxRows,
	transformerBlock,
	type Vector,
	type Vocabulary,
} from "../../../attention";
import type { Misconception } from "../../lesson";
import { drawn, generateWith, likeliest } from "./generate-steps";
import { added, gptWith, rightSteps } from "./gpt-steps";

/** The wrong answers to exercise 16 that people really give. */
export const misconceptions: readonly Misconception[] = [
	{
		id: "vocabulary-not-sorted",
		title: "the characters stand in the order in which they first appear",
		explanation:
			"`[...new Set(text)]` has every character once, and that is most of the work. But it keeps the order " +
			"of the text: the same characters in another text get other ids, and a model that was saved with " +
			"one vocabulary reads nonsense with the other. Sort them by their numbers in Unicode.",
		wrong: { buildVocabulary: (text: string) => vocabularyOf([...new Set(text)]) },
	},
	{
		id: "sorted-by-utf16",
		title: "the characters are sorted by `.sort()` alone",
		explanation:
			"Without an argument `.sort()` compares texts by their UTF-16 units, and an emoji is two of those, " +
			"from 55296 to 57343. So it comes before characters such as ﬁ (64257), although its own number is " +
			"higher. Sort by `codePointAt(0)`: `(a, b) => a.codePointAt(0)! - b.codePointAt(0)!`.",
		wrong: { buildVocabulary: (text: string) => vocabularyOf([...new Set(text)].sort()) },
	},
	{
		id: "characters-cut-in-two",
		title: "characters outside of the first 65536 are cut into two halves",
		explanation:
			'`text[i]`, `text.length` and `text.split("")` count UTF-16 units, and an emoji has two. Neither half ' +
			"is a character: printed alone it is �, and a model could write one without the other. `[...text]`, " +
			"`Array.from(text)` and `for (const character of text)` walk through whole characters.",
		wrong: {
			buildVocabulary: (text: string) => vocabularyOf([...new Set(text.split(""))].sort(byNumber)),
			encode: (text: string, { characters }: Vocabulary) =>
				text.split("").map((half) => characters.indexOf(half)),
		},
	},
	{
		id: "characters-repeated",
		title: "a character is in the vocabulary as often as in the text",
		explanation:
			"The vocabulary says which characters there are, not how often they come. With repetitions the same " +
			"character has several ids, and the model has to learn several times what it is. A Set keeps one of each.",
		wrong: { buildVocabulary: (text: string) => vocabularyOf([...text].sort(byNumber)) },
	},
	{
		id: "case-ignored",
		title: "upper and lower case are made one",
		explanation:
			"It makes the vocabulary smaller, and for searching it is right. But a model that never saw a capital " +
			"cannot write one, and decode(encode(text)) is no longer the text.",
		wrong: {
			buildVocabulary: (text: string) =>
				vocabularyOf([...new Set(text.toLowerCase())].sort(byNumber)),
			encode: (text: string, { characters }: Vocabulary) =>
				[...text.toLowerCase()].map((character) => characters.indexOf(character)),
		},
	},
	{
		id: "ids-from-one",
		title: "ids are counted from 1",
		explanation:
			"People count from 1, and some libraries keep 0 for padding. Here the id is the place in the list, and " +
			"with it a row of tokenEmbedding, counted from 0: with ids from 1 every character gets its neighbour's " +
			"vector, and the last one gets none.",
		wrong: {
			encode: (text: string, { characters }: Vocabulary) =>
				[...text].map((character) => characters.indexOf(character) + 1),
			decode: (ids: readonly number[], { characters }: Vocabulary) =>
				ids.map((id) => characters[id - 1]).join(""),
		},
	},
	{
		id: "joined-with-commas",
		title: "the characters are joined with commas",
		explanation:
			"`.join()` without an argument, and turning an array into a text with `String(…)` or a template, put a " +
			'comma between the items. `.join("")` puts nothing there.',
		wrong: {
			decode: (ids: readonly number[], { characters }: Vocabulary) =>
				ids.map((id) => characters[id]).join(),
		},
	},
	{
		id: "positions-forgotten",
		title: "the position embedding is not added",
		explanation:
			"Everything has the right shape without it, and the model even learns something. But attention does not " +
			"know the order (lesson 09); all that is left of it is how many tokens each one sees. Add row i of " +
			"positionEmbedding to row i of x.",
		wrong: {
			gptForward: gptWith({ embed: (ids, p) => ids.map((id) => [...p.tokenEmbedding[id]!]) }),
		},
	},
	{
		id: "positions-from-one",
		title: "positions are counted from 1",
		explanation:
			"The first token stands at position 0, and has row 0 of positionEmbedding. Counted from 1, row 0 is never " +
			"used, a trained model finds every token one place too late, and a text that fills the context has no " +
			"row left for its last token.",
		wrong: {
			gptForward: gptWith({
				embed: (ids, p) =>
					ids.map((id, i) => added(p.tokenEmbedding[id]!, p.positionEmbedding[i + 1]!)),
			}),
		},
	},
	{
		id: "position-of-the-id",
		title: "the position embedding is looked up with the id instead of the place",
		explanation:
			"Both embeddings are looked up by a whole number, and `positionEmbedding[id]` was the same line once more. " +
			"A token then always has the same “position”, wherever it stands: order is lost, as without positions. " +
			"Look it up with i, the place in the list.",
		wrong: {
			gptForward: gptWith({
				embed: (ids, p) =>
					ids.map((id) =>
						added(p.tokenEmbedding[id]!, p.positionEmbedding[id % p.positionEmbedding.length]!),
					),
			}),
		},
	},
	{
		id: "embedding-scaled",
		title: "the token embedding is multiplied by √d_model",
		explanation:
			"The Transformer of 2017 did this (section 3.4), because its positions were sinusoids of a fixed size. A " +
			"GPT learns its positions, too, and adds both as they are.",
		wrong: {
			gptForward: gptWith({
				embed: (ids, p) =>
					ids.map((id, i) => {
						const token = p.tokenEmbedding[id]!;
						const scaled = token.map((value) => value * Math.sqrt(token.length));
						return added(scaled, p.positionEmbedding[i]!);
					}),
			}),
		},
	},
	{
		id: "no-causal-mask",
		title: "there is no causal mask",
		explanation:
			"Without it a token sees those after it, and in training those are the answers: the loss falls to almost " +
			"nothing, and what the model then writes is rubbish, because at the end of a text there is nothing to " +
			"copy from. Change the last id: the first logits must not move.",
		wrong: { gptForward: gptWith({ mask: () => undefined }) },
	},
	{
		id: "mask-turned-round",
		title: "tokens see what comes after them instead of before",
		explanation:
			"The causal mask was transposed, or made with j ≥ i. Row i belongs to the token that looks: " +
			"mask[i][j] is true for j ≤ i. Change the last id: only the last row of logits may move.",
		wrong: {
			gptForward: gptWith({
				mask: (n) => causalMask(n).map((row, i) => row.map((_, j) => j >= i)),
			}),
		},
	},
	{
		id: "diagonal-hidden",
		title: "a token does not see itself",
		explanation:
			"It is true that a token must not see what it has to guess. But that is the next one; itself it may see, " +
			"and must: j ≤ i, not j < i.",
		wrong: {
			gptForward: gptWith({
				mask: (n) => causalMask(n).map((row, i) => row.map((_, j) => j < i)),
			}),
		},
	},
	{
		id: "norms-after",
		title: "the norms stand after attention and feed-forward",
		explanation:
			'That is the Transformer of 2017 (norm: "after"). Since GPT-2 the norms come first, and one more comes ' +
			'at the very end. Both learn; but numbers that were learned with one do not fit the other. Here it is norm: "before".',
		wrong: {
			gptForward: gptWith({
				block: (x, block, heads, mask) =>
					transformerBlock(x, block, { heads, mask, norm: "after" }),
			}),
		},
	},
	{
		id: "final-norm-missing",
		title: "the final norm is missing",
		explanation:
			"It stands outside of the blocks and is easily overlooked. With the norms in front, nothing norms what " +
			"the last block adds, so x has grown from block to block, and the logits are too large or too small.",
		wrong: { gptForward: gptWith({ finalNorm: (x) => x.map((row) => [...row]) }) },
	},
	{
		id: "one-block-only",
		title: "only one block is applied",
		explanation:
			"`blocks[0]`, or a loop in which every block reads the embedding instead of what the block before it made: " +
			"in both cases one block is all the model has. Each takes the result of the one before: `x = transformerBlock(x, block, …)`.",
		wrong: { gptForward: gptWith({ stack: (blocks) => blocks.slice(0, 1) }) },
	},
	{
		id: "blocks-backwards",
		title: "the blocks are applied from the last to the first",
		explanation:
			"Written as f(g(h(x))) the innermost comes first, and `reduceRight` does it that way. But blocks[0] is " +
			"the one that reads the embedding: go through the list from its beginning.",
		wrong: { gptForward: gptWith({ stack: (blocks) => [...blocks].reverse() }) },
	},
	{
		id: "one-head",
		title: "all columns are one head",
		explanation:
			"`heads` was not handed on, so that there was one softmax for all columns. The shapes are the same, the " +
			"model is not: config.heads says how many share the columns.",
		wrong: {
			gptForward: gptWith({ block: (x, block, _, mask) => rightSteps.block(x, block, 1, mask) }),
		},
	},
	{
		id: "softmax-in-the-model",
		title: "probabilities are returned instead of logits",
		explanation:
			"They are what one wants in the end. But the loss and the temperature work on logits, and softmax of " +
			"probabilities is nearly even: a model would learn slowly and write noise. Return the dot products.",
		wrong: { gptForward: gptWith({ finish: softmaxRows }) },
	},
	{
		id: "last-row-only",
		title: "only the logits of the last token are returned",
		explanation:
			"To write the next character the last row is enough. But a model learns from all of them: each token has a " +
			"successor to guess. Return one row a token; generate takes the last.",
		wrong: { gptForward: gptWith({ finish: (logits) => logits.slice(-1) }) },
	},
	{
		id: "temperature-multiplied",
		title: "the logits are multiplied by the temperature",
		explanation:
			"Hot sounds like more. But a high temperature means little difference: logits are divided by it, and at " +
			"temperature 2 differences are half as large. Multiplied, 0.5 makes wild what should become careful.",
		wrong: {
			generate: generateWith({
				heat: (logits, temperature) => logits.map((logit) => logit * temperature),
			}),
		},
	},
	{
		id: "temperature-ignored",
		title: "the temperature is not used",
		explanation: "At temperature 1 nobody notices. Divide the logits by it before softmax.",
		wrong: { generate: generateWith({ heat: (logits) => [...logits] }) },
	},
	{
		id: "always-the-likeliest",
		title: "the most likely id is taken every time",
		explanation:
			"It seems best to take the best. But a text of most likely characters goes round in circles, and knows no " +
			"surprise: that is temperature 0. Otherwise the id is drawn, with one number of random.uniform().",
		wrong: {
			generate: generateWith({ draw: (chances) => likeliest(chances)[0]! }),
		},
	},
	{
		id: "number-drawn-at-zero",
		title: "a random number is drawn at temperature 0, too",
		explanation:
			"The texts are right, but nothing is left to chance at temperature 0, and no number is needed. Drawing one moves the " +
			"generator on: what is drawn from it afterwards is another text. Draw only where the temperature is above 0.",
		wrong: {
			generate: generateWith({
				coldest: (logits, random) => {
					random.uniform();
					return likeliest(logits)[0]!;
				},
			}),
		},
	},
	{
		id: "first-row",
		title: "the logits of the first token are used",
		explanation:
			"`logits[0]` says what follows the first character of the context, and that is known already. What comes " +
			"after all of them is in the last row.",
		wrong: { generate: generateWith({ row: (logits) => logits[0]! }) },
	},
	{
		id: "last-row-but-one",
		title: "the row before the last one is used",
		explanation:
			"The row before the last says what the last id should have been, and that is there already. Perhaps " +
			"`length - 2`, or inputs that were shifted once too often: the last row belongs to the last id.",
		wrong: {
			generate: generateWith({ row: (logits) => logits[Math.max(0, logits.length - 2)]! }),
		},
	},
	{
		id: "context-not-cropped",
		title: "the model is given more ids than its context",
		explanation:
			"With a short prompt it works for a while; then the positions run out. The model can read `context` ids: " +
			"give it the last so many of what is written.",
		wrong: { generate: generateWith({ crop: (written) => [...written] }) },
	},
	{
		id: "context-from-the-front",
		title: "the first ids are kept instead of the last",
		explanation:
			"`slice(0, context)` keeps the beginning. As soon as the context is full the model sees the same ids every " +
			"time, and never what it has written last. `slice(-context)` keeps the end.",
		wrong: { generate: generateWith({ crop: (written, context) => written.slice(0, context) }) },
	},
	{
		id: "never-reads-its-own",
		title: "the model is given the prompt every time, never what it has written",
		explanation:
			"Generation goes in a circle: what was drawn is read with the rest before the next one is drawn. Here the " +
			"model answers the same question each time.",
		wrong: { generate: generateWith({ crop: (_, context, prompt) => prompt.slice(-context) }) },
	},
	{
		id: "last-id-only",
		title: "the model is given the last id only",
		explanation:
			"What has been read is not kept anywhere: with one id the model stands at the beginning of a text every time, at position " +
			"0, and is no better than a bigram. Give it the last `context` ids, until lesson 17 keeps what they left behind.",
		wrong: { generate: generateWith({ crop: (written) => written.slice(-1) }) },
	},
	{
		id: "top-k-ignored",
		title: "topK is not used",
		explanation:
			"It is optional, and at the end. Only the topK ids with the highest logits have a chance.",
		wrong: { generate: generateWith({ keep: (logits) => likeliest(logits) }) },
	},
	{
		id: "one-too-many",
		title: "topK + 1 ids have a chance",
		explanation:
			"Counting from 0, the ids at places 0 to topK are one more than topK. The first topK are `slice(0, topK)`.",
		wrong: {
			generate: generateWith({ keep: (logits, topK) => likeliest(logits).slice(0, topK + 1) }),
		},
	},
	{
		id: "ties-all-kept",
		title: "all ids whose logit is as high as the last one kept have a chance",
		explanation:
			"Comparing with the topK-th highest logit (≥ threshold) is short, and right as long as no two are equal. With " +
			"equal ones more than topK remain: take exactly topK, the smaller ids first.",
		wrong: {
			generate: generateWith({
				keep: (logits, topK) => {
					const threshold = logits[likeliest(logits)[Math.min(topK, logits.length) - 1]!]!;
					return likeliest(logits).filter((id) => logits[id]! >= threshold);
				},
			}),
		},
	},
	{
		id: "ties-from-the-end",
		title: "of equal logits the larger ids are taken first",
		explanation:
			"Sorting upwards and taking the end, or sorting and reversing, turns the order of equal ones round, too. It is " +
			"agreed that of equal logits the smaller id counts as the likelier, so that a seed gives the same text everywhere.",
		wrong: {
			generate: generateWith({
				keep: (logits, topK) =>
					logits
						.map((_, id) => id)
						.sort((a, b) => logits[a]! - logits[b]!)
						.slice(-topK),
			}),
		},
	},
	{
		id: "top-k-not-shared-out-anew",
		title: "the chances of the kept ids do not sum to 1",
		explanation:
			"Softmax over all ids, then the rest set to 0: what the others had is missing, and when u falls there nothing is " +
			"found. Set their logits to −Infinity before softmax, and the kept ones share out the whole.",
		wrong: {
			generate: generateWith({ chances: softmaxThenTopK }),
		},
	},
	{
		id: "top-k-finds-nothing",
		title: "the chances of the kept ids do not sum to 1, and −1 is written where none is found",
		explanation:
			"Softmax over all ids, then the rest set to 0: the sum of the kept ones may never exceed u, and `findIndex` gives −1, " +
			"which is no id. Set the logits of the rest to −Infinity before softmax, and the kept ones share out the whole.",
		wrong: {
			generate: generateWith({
				chances: softmaxThenTopK,
				draw: (chances, random) => {
					const u = random.uniform();
					let sum = 0;
					return chances.findIndex((chance) => {
						sum += chance;
						return sum > u;
					});
				},
			}),
		},
	},
	{
		id: "top-k-ends-with-the-last-id",
		title: "the chances of the kept ids do not sum to 1, and what is missing falls to the last id",
		explanation:
			"Softmax over all ids, then the rest set to 0: where the sum never exceeds u, the loop runs to the last id of the " +
			"vocabulary, which topK may have forbidden. Set the logits of the rest to −Infinity before softmax, and the kept ones share " +
			"out the whole.",
		wrong: {
			generate: generateWith({
				chances: softmaxThenTopK,
				draw: (chances, random) => {
					const u = random.uniform();
					let sum = 0;
					const found = chances.findIndex((chance) => {
						sum += chance;
						return sum > u;
					});
					return found < 0 ? chances.length - 1 : found;
				},
			}),
		},
	},
	{
		id: "least-likely-kept",
		title: "the topK least likely ids are kept",
		explanation:
			"`sort((a, b) => a - b)` goes upwards: its first topK are the lowest. The highest come first with b − a.",
		wrong: {
			generate: generateWith({
				keep: (logits, topK) =>
					logits
						.map((_, id) => id)
						.sort((a, b) => logits[a]! - logits[b]!)
						.slice(0, topK),
			}),
		},
	},
	{
		id: "all-equally-likely",
		title: "the kept ids are equally likely",
		explanation:
			"An id drawn with random.integer, or with u times their number, forgets what the model said about them. Walk " +
			"along the chances until their sum exceeds u.",
		wrong: {
			generate: generateWith({
				chances: (heated, kept) =>
					heated.map((_, id) => (kept.includes(id) ? 1 / Math.min(kept.length, heated.length) : 0)),
				draw: (chances, random) => drawn(chances, random.uniform()),
			}),
		},
	},
	{
		id: "sum-reaches-u",
		title: "the sum has to reach u instead of exceeding it",
		explanation:
			"`sum >= u` differs from `sum > u` in one case only, u = 0: then id 0 is taken, also when its chance is 0. Once in a very " +
			"long time that writes a character which topK has forbidden.",
		wrong: {
			generate: generateWith({
				draw: (chances, random) => {
					const u = random.uniform();
					let sum = 0;
					return chances.findIndex((chance) => {
						sum += chance;
						return sum >= u;
					});
				},
			}),
		},
	},
	{
		id: "prompt-left-out",
		title: "only the new ids are returned",
		explanation:
			"What is to be returned is the whole text: the prompt, followed by what the model wrote.",
		wrong: {
			generate: generateWith({ finish: (written, prompt) => written.slice(prompt.length) }),
		},
	},
];

/** The chances of the kept ids, without what the others had. */
function softmaxThenTopK(heated: Vector, kept: readonly number[]): number[] {
	return softmax(heated).map((chance, id) => (kept.includes(id) ? chance : 0));
}

const vocabularyOf = (characters: string[]): Vocabulary => ({
	characters,
	size: characters.length,
});

const byNumber = (a: string, b: string) => a.codePointAt(0)! - b.codePointAt(0)!;
