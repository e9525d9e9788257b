/**
 * Exercise 15 · BERT and GPT: one block, two masks, two losses
 *
 * Replace each line "throw new NotImplemented(…)" with your own code, save, and run
 * check("15-bert-and-gpt") in the notebook, or `npx attention-lab check 15-bert-and-gpt` in a terminal.
 *
 * From "attention-lab" you may import all types and what earlier lessons built: dot, transpose, matmul,
 * softmax, softmaxRows, weightedSum, mixValues.
 *
 * In all three functions: no argument is changed and the result is made of new arrays; nothing is rounded.
 * Tokens are ids, whole numbers from 0. The target −100 means "not asked": the model need not say anything
 * there, and it does not count in the loss. (It is the number that PyTorch uses for this.) What happens when
 * something does not fit is up to you.
 */
import {
	type LmBatch,
	type MaskedLmOptions,
	type Matrix,
	NotImplemented,
	type Vector,
} from "attention-lab";

/**
 * An exercise in filling in, for BERT. `options` is { maskId, probability, rng }.
 *
 * Go through the ids [n] in order, and draw one number from rng.uniform() for EACH of them: 0 ≤ u < 1. The
 * token is hidden when u < probability.
 *
 *     hidden       inputs[i] is maskId,    targets[i] is ids[i]
 *     not hidden   inputs[i] is ids[i],    targets[i] is −100
 *
 * Both lists have n numbers. No other number is drawn. (BERT itself leaves a tenth of the hidden tokens as
 * they are and changes another tenth into random ones; here every hidden token becomes maskId.) The empty list
 * gives { inputs: [], targets: [] }.
 *
 * Worked case: maskedLmBatch([7, 3, 5, 3], { maskId: 9, probability: 0.5, rng }) is, when rng gives 0.8, 0.2,
 * 0.5 and 0.4,
 *
 *     { inputs:  [   7, 9,    5, 9],
 *       targets: [−100, 3, −100, 3] }
 */
export function maskedLmBatch(ids: Vector, options: MaskedLmOptions): LmBatch {
	throw new NotImplemented("maskedLmBatch", "exercises/15-bert-and-gpt.ts");
}

/**
 * An exercise in continuing, for GPT: each token's target is the token that follows it.
 *
 * The inputs are all ids [n] but the last, the targets all but the first; both have n − 1 numbers. There are at
 * least two ids.
 *
 * Worked case: causalLmBatch([7, 3, 5, 3]) is { inputs: [7, 3, 5], targets: [3, 5, 3] }
 */
export function causalLmBatch(ids: Vector): LmBatch {
	throw new NotImplemented("causalLmBatch", "exercises/15-bert-and-gpt.ts");
}

/**
 * How surprised a model is by the right answers: the mean of −ln p over all tokens that are asked, where p is
 * the probability that the model gave to the right token.
 *
 *     logits  [n, vocabulary]    one row a token; softmax(logits[i]) are the model's probabilities
 *     targets [n]                for each token the right id, or −100 where it is not asked
 *
 * The mean is over those that are asked only. When none is asked the loss is 0.
 *
 * Logits may be large: crossEntropy([[1000, 0]], [1]) is 1000, not Infinity or NaN. So do not compute p and then
 * its logarithm: a probability such as e^−1000 is 0 in the computer. With m the largest logit of the row,
 *
 *     −ln p  =  m + ln( Σ exp(logit − m) )  −  logit of the target
 *
 * Worked case: crossEntropy([[0, 0], [ln 3, 0], [5, 7]], [0, 0, −100]) is (ln 2 + ln 4/3) / 2
 */
export function crossEntropy(logits: Matrix, targets: Vector): number {
	throw new NotImplemented("crossEntropy", "exercises/15-bert-and-gpt.ts");
}
