/**
 * Exercise 16 · Your own language model
 *
 * Replace each line "throw new NotImplemented(…)" with your own code, save, and run
 * check("16-language-model") in the notebook, or `npx attention-lab check 16-language-model` in a terminal.
 *
 * From "attention-lab" you may import all types and what earlier lessons built: dot, transpose, matmul,
 * softmax, softmaxRows, weightedSum, mixValues, linear, projectQKV, scaledScores, attention, causalMask,
 * maskedSoftmaxRows, splitHeads, mergeHeads, multiHeadAttention, layerNorm, gelu, feedForward,
 * transformerBlock.
 *
 * In all five functions: no argument is changed and the result is made of new arrays; nothing is rounded;
 * texts and lists of ids are not empty unless it is said. What happens when something does not fit (a
 * character that is not in the vocabulary, too many ids) is up to you.
 */
import {
	type GenerateOptions,
	type GptOptions,
	type GptWeights,
	type Matrix,
	NotImplemented,
	type Random,
	type Vector,
	type Vocabulary,
} from "attention-lab";

/**
 * Every different character of a text, once, in the order of their numbers in Unicode.
 *
 * A character is a whole code point: [...text] walks through them, text[i] and text.split("") cut some in
 * two. "🐋".codePointAt(0) is its number. (The order of .sort() without an argument is not this one.)
 *
 * Upper and lower case are different characters; a space and a line end are characters, too.
 *
 * Worked case: buildVocabulary("hello") is { characters: ["e", "h", "l", "o"], size: 4 }
 */
export function buildVocabulary(text: string): Vocabulary {
	throw new NotImplemented("buildVocabulary", "exercises/16-language-model.ts");
}

/**
 * The ids of the characters of a text, one a character. The id of a character is its place in
 * vocabulary.characters, counted from 0. The empty text has no ids: [].
 *
 * Worked case: encode("hole", buildVocabulary("hello")) is [1, 3, 2, 0]
 */
export function encode(text: string, vocabulary: Vocabulary): number[] {
	throw new NotImplemented("encode", "exercises/16-language-model.ts");
}

/**
 * The text that these ids stand for; it undoes encode. No ids, [], are the empty text.
 *
 * Worked case: decode([1, 3, 2, 0], buildVocabulary("hello")) is "hole"
 */
export function decode(ids: Vector, vocabulary: Vocabulary): string {
	throw new NotImplemented("decode", "exercises/16-language-model.ts");
}

/**
 * What a GPT expects after each character: ids [n] give logits [n, vocabulary].
 *
 * `params` is all that the model has learned:
 *
 *     tokenEmbedding     [vocabulary, dim]
 *     positionEmbedding  [context, dim]         n is at most context
 *     blocks             one for each layer, each for transformerBlock of lesson 14:
 *         attentionNorm      { gamma [dim], beta [dim] }
 *         attention          { wq, wk, wv, wo [dim, dim], and the biases bq, bk, bv, bo [dim] }
 *         feedForwardNorm    { gamma [dim], beta [dim] }
 *         feedForward        { w1 [dim, hidden], b1 [hidden], w2 [hidden, dim], b2 [dim] }
 *     finalNorm          { gamma [dim], beta [dim] }
 *
 * `config` is { heads }, how many heads share the dim columns. (There may be more in it; you do not need it.)
 *
 * Five steps:
 * 1. row i of x is the token embedding of ids[i] plus the position embedding of i, counted from 0;
 * 2. a causal mask, the same for all blocks: token i may attend to tokens 0 … i;
 * 3. one block after the other, each with its norms before (norm: "before"); multiHeadAttention and
 *    transformerBlock of "attention-lab" add the biases when they find them;
 * 4. the final norm (layerNorm, with the usual epsilon 1e-5);
 * 5. the output head is the token embedding again: logits[i][c] is the dot product of row i with row c
 *    of tokenEmbedding. No softmax: logits are not probabilities.
 *
 * Worked case, a model without blocks:
 *
 *     gptForward([1, 0], { tokenEmbedding: [[0, 0], [2, 0]], positionEmbedding: [[0, 1], [0, 2], [5, 5]],
 *         blocks: [], finalNorm: { gamma: [1, 1], beta: [0, 3] } }, { heads: 1 })
 *
 * has x = [[2, 1], [0, 2]], after the final norm [[1, 2], [−1, 4]], and the logits [[0, 2], [0, −2]]; all
 * of them nearly, because of the epsilon in the norm.
 */
export function gptForward(ids: Vector, params: GptWeights, config: GptOptions): number[][] {
	throw new NotImplemented("gptForward", "exercises/16-language-model.ts");
}

/**
 * Lets a model continue a text: returns `ids` followed by `count` new ones.
 *
 * `forward` is a model: given n ids, 1 ≤ n ≤ context, it returns the logits of what follows each of them,
 * [n, vocabulary]. It always answers the same to the same ids.
 *
 * `config` is { count, context, temperature, topK }; topK may be missing.
 * `random` is a generator of random numbers.
 *
 * For each new id:
 * 1. give forward the last `context` of all ids so far, prompt and new ones; all of them when they are
 *    fewer;
 * 2. the last row of what it returns says what comes next;
 * 3. temperature 0: the new id is the one with the highest logit, the smallest such id when several are
 *    equal; no random number is used. Otherwise:
 * 4. only the topK ids with the highest logits have a chance; of equal ones those with the smaller
 *    id are taken first, so that there are exactly topK. Without topK, or when it is larger than the
 *    vocabulary, all have a chance;
 * 5. the chances are softmax(logits / temperature) among those ids (they sum to 1), and 0 for all others;
 * 6. call random.uniform() once: u, from 0 up to, not including, 1. The new id is the smallest one for
 *    which chances[0] + … + chances[id] is more than u.
 *
 * Worked case: with logits ln 1, ln 2 and ln 5 in the last row, temperature 1 and no topK, the chances
 * are 1/8, 2/8 and 5/8: u = 0.1 gives id 0, u = 0.3 gives 1, and u = 0.4 gives 2. With topK: 2 they are 0,
 * 2/7 and 5/7.
 */
export function generate(
	forward: (ids: readonly number[]) => Matrix,
	ids: Vector,
	config: GenerateOptions,
	random: Random,
): number[] {
	throw new NotImplemented("generate", "exercises/16-language-model.ts");
}
