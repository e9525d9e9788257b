import {
	type MaskedLmOptions,
	type Matrix,
	softmax,
	transpose,
	type Vector,
} from "../../../attention";
import type { Implementation, Misconception } from "../../lesson";

const notAsked = -100;

/** The wrong answers to exercise 15 that people really give. */
export const misconceptions: readonly Misconception[] = [
	{
		id: "inputs-not-masked",
		title: "the hidden tokens are still in the inputs",
		explanation:
			"The targets are right, but the inputs were left as they are: the model reads what it is asked for, copies it, and " +
			"its loss falls to almost nothing. A hidden token's input is maskId.",
		wrong: masking((id, hidden) => [id, hidden ? id : notAsked]),
	},
	{
		id: "masked-targets",
		title: "the target of a hidden token is maskId",
		explanation:
			"The targets were read from the inputs after these had been masked. The model is then asked to say “hidden” where " +
			"something is hidden, which is easily learned. Keep the ids, and read the targets from them.",
		wrong: masking((_, hidden, maskId, id) => [hidden ? maskId : id, hidden ? maskId : notAsked]),
	},
	{
		id: "targets-everywhere",
		title: "all tokens are asked for, not only the hidden ones",
		explanation:
			"A token that is not hidden stands in the input, and to say what it is takes no understanding. With six of seven " +
			"answers given away, the loss is small and what is learned is to copy. Their target is −100.",
		wrong: masking((id, hidden, maskId) => [hidden ? maskId : id, id]),
	},
	{
		id: "visible-ones-asked",
		title: "the visible tokens are asked for, and the hidden ones are not",
		explanation:
			"The two cases of the targets were exchanged. What has to be guessed is what cannot be seen.",
		wrong: masking((id, hidden, maskId) => [hidden ? maskId : id, hidden ? notAsked : id]),
	},
	{
		id: "visible-with-that-probability",
		title: "a token stays with this probability, instead of being hidden",
		explanation:
			"`u > probability` hides 85 of 100 tokens where 15 were meant, and too little is left to guess from. A number from 0 to " +
			"1 is below 0.15 in 15 of 100 cases: hidden is u < probability.",
		wrong: masking(
			(id, hidden, maskId) => [hidden ? maskId : id, hidden ? id : notAsked],
			(u, probability) => u >= probability,
		),
	},
	{
		id: "one-number-for-all",
		title: "one random number decides for all tokens",
		explanation:
			"Drawn outside of the loop, it hides either everything or nothing. Each token has its own chance: draw inside.",
		wrong: {
			maskedLmBatch: (ids: Vector, { maskId, probability, rng }: MaskedLmOptions) => {
				const hidden = rng.uniform() < probability;
				return {
					inputs: ids.map((id) => (hidden ? maskId : id)),
					targets: ids.map((id) => (hidden ? id : notAsked)),
				};
			},
		},
	},
	{
		id: "drawn-twice",
		title: "two random numbers are drawn for each token, one for the input and one for the target",
		explanation:
			"Each call of rng.uniform() gives another number. With two calls a token is hidden and not asked, or asked and not " +
			"hidden: one question, and two answers to it. Draw once, keep the answer, and use it for both lists.",
		wrong: {
			maskedLmBatch: (ids: Vector, { maskId, probability, rng }: MaskedLmOptions) => {
				const inputs: number[] = [];
				const targets: number[] = [];
				for (const id of ids) {
					inputs.push(rng.uniform() < probability ? maskId : id);
					targets.push(rng.uniform() < probability ? id : notAsked);
				}
				return { inputs, targets };
			},
		},
	},
	{
		id: "drawn-again-for-the-targets",
		title: "random numbers are drawn once more for the targets",
		explanation:
			"The inputs are made in one pass and the targets in another, and both draw. The second pass gets other numbers, so that " +
			"what is asked is not what is hidden. Draw in a pass of its own: `const hidden = ids.map(() => rng.uniform() < probability)`.",
		wrong: {
			maskedLmBatch: (ids: Vector, { maskId, probability, rng }: MaskedLmOptions) => {
				const inputs = ids.map((id) => (rng.uniform() < probability ? maskId : id));
				const targets = ids.map((id) => (rng.uniform() < probability ? id : notAsked));
				return { inputs, targets };
			},
		},
	},
	{
		id: "eighty-ten-ten",
		title: "some hidden tokens become another token or stay, as in BERT",
		explanation:
			"That is what the paper does (section 3.1): 80 % [MASK], 10 % a random token, 10 % unchanged, so that the model does not " +
			"get used to a sign that it will never see again. This exercise is simpler: every hidden token becomes maskId, and one " +
			"number is drawn for each token.",
		wrong: {
			maskedLmBatch: (ids: Vector, { maskId, probability, rng }: MaskedLmOptions) => {
				const inputs: number[] = [];
				const targets: number[] = [];
				for (const id of ids) {
					const hidden = rng.uniform() < probability;
					targets.push(hidden ? id : notAsked);
					const u = hidden ? rng.uniform() : 1;
					inputs.push(u < 0.8 ? maskId : u < 0.9 ? Math.floor(rng.uniform() * maskId) : id);
				}
				return { inputs, targets };
			},
		},
	},
	{
		id: "not-asked-is-zero",
		title: "tokens that are not asked have the target 0",
		explanation:
			"Zero looks like nothing, but it is the id of a token: the model is then asked to say that one at most places. −100 is " +
			"no id, and cannot be taken for one.",
		wrong: masking((id, hidden, maskId) => [hidden ? maskId : id, hidden ? id : 0]),
	},
	{
		id: "not-asked-is-minus-one",
		title: "tokens that are not asked have the target −1",
		explanation:
			"No id either, and many programs use it. But both sides have to agree, and here it is agreed on −100: a loss that " +
			"looks for −100 takes −1 for an id.",
		wrong: masking((id, hidden, maskId) => [hidden ? maskId : id, hidden ? id : -1]),
	},
	{
		id: "targets-not-shifted",
		title: "the target of each token is itself",
		explanation:
			"Inputs and targets are cut at the same end. The model sees its own token, since the causal mask lets it, and is asked " +
			"to say it: the loss falls to almost nothing, and the model can repeat, not continue. The targets begin one later.",
		wrong: {
			causalLmBatch: (ids: Vector) => ({ inputs: ids.slice(0, -1), targets: ids.slice(0, -1) }),
		},
	},
	{
		id: "shifted-backwards",
		title: "the target is the token before instead of the one after",
		explanation:
			"Shifted, but the wrong way: what comes before stands in the input already, where the model can read it. What has to be " +
			"guessed is what follows: inputs without the last, targets without the first.",
		wrong: {
			causalLmBatch: (ids: Vector) => ({ inputs: ids.slice(1), targets: ids.slice(0, -1) }),
		},
	},
	{
		id: "shifted-twice",
		title: "the target is the second token after",
		explanation:
			"Perhaps the text was shifted before it came here, or inputs were cut at both ends. The token right after is skipped, " +
			"and at the time of writing the model would leave out every other one.",
		wrong: {
			causalLmBatch: (ids: Vector) => ({ inputs: ids.slice(0, -2), targets: ids.slice(2) }),
		},
	},
	{
		id: "last-token-kept",
		title: "the last token is kept as an input, although nothing follows it",
		explanation:
			"With −100 as its target it does no harm, and some libraries do it that way. Here both lists have n − 1 numbers: what has " +
			"no successor is left out.",
		wrong: {
			causalLmBatch: (ids: Vector) => ({
				inputs: [...ids],
				targets: [...ids.slice(1), notAsked],
			}),
		},
	},
	{
		id: "not-asked-counted",
		title: "the mean is over all tokens, also those that are not asked",
		explanation:
			"Divided by n instead of by the number of answers, the loss is smaller the fewer tokens are hidden, and cannot be " +
			"compared with any other. Count those that are asked.",
		wrong: loss((losses, n) => (n === 0 ? 0 : total(losses) / n)),
	},
	{
		id: "id-zero-not-asked",
		title: "the token with the id 0 is never asked",
		explanation:
			"`target > 0`, or `if (target)`, leaves out −100, and id 0 with it: ids are counted from 0, and the first word of the " +
			"vocabulary can be the right answer, too. Not asked is −100, and nothing else.",
		wrong: {
			crossEntropy: (logits: Matrix, targets: Vector) =>
				mean(targets.flatMap((target, i) => (target > 0 ? [surprise(logits[i]!, target)] : []))),
		},
	},
	{
		id: "sum-instead-of-mean",
		title: "the losses are added up, not averaged",
		explanation:
			"A sum grows with the text: a batch twice as long has twice the loss and twice the gradient, and the learning rate means " +
			"something else each time. Divide by the number of tokens that were asked.",
		wrong: loss(total),
	},
	{
		id: "nan-when-nothing-is-asked",
		title: "0/0 when no token is asked",
		explanation:
			"With few tokens and a small probability it happens that none is hidden. 0/0 is NaN, and after one step every number of " +
			"the model is. The loss is 0 then: nothing was wrong.",
		wrong: loss((losses) => total(losses) / losses.length),
	},
	{
		id: "sign-forgotten",
		title: "ln p instead of −ln p",
		explanation:
			"The logarithm of a probability is negative. A loss is what gets smaller when the model gets better, and it is never " +
			"below 0: put a minus in front.",
		wrong: loss(mean, (row, target) => -surprise(row, target)),
	},
	{
		id: "in-bits",
		title: "the logarithm to base 2",
		explanation:
			"In bits instead of nats: a fine unit, but another one. This course, PyTorch and the papers on these models use the natural " +
			"logarithm, Math.log.",
		wrong: loss(mean, (row, target) => surprise(row, target) / Math.LN2),
	},
	{
		id: "logarithm-of-the-sum-in-bits",
		title: "the logarithm of the sum is to base 2",
		explanation:
			"`Math.log2` undoes powers of 2, and these are powers of e: exp and Math.log belong together. Here one part of the loss is " +
			"counted in bits and the other, the logit, in nats.",
		wrong: loss(mean, (row, target) => {
			const highest = row.reduce((a, b) => Math.max(a, b));
			const sum = row.reduce((sum, logit) => sum + Math.exp(logit - highest), 0);
			return highest + Math.log2(sum) - row[target]!;
		}),
	},
	{
		id: "no-max-subtraction",
		title: "exp of the logits as they are",
		explanation:
			"exp(710) is Infinity, and the loss becomes Infinity or NaN. Subtract the largest logit of the row first: it cancels out.",
		wrong: loss(mean, (row, target) => {
			const sum = row.reduce((sum, logit) => sum + Math.exp(logit), 0);
			return Math.log(sum) - row[target]!;
		}),
	},
	{
		id: "softmax-then-log",
		title: "softmax first, then the logarithm",
		explanation:
			"It is the definition, but a probability below 1e−323 is 0 in the computer, and −ln 0 is Infinity: one such answer, and " +
			"the loss of a whole batch is. In the form m + ln Σ exp(logit − m) − logit nothing vanishes.",
		wrong: loss(mean, (row, target) => -Math.log(softmax(row)[target]!)),
	},
	{
		id: "tiny-number-in-the-log",
		title: "a tiny number is added so that the logarithm is not of 0",
		explanation:
			"−ln(p + 1e−9) is never Infinity, but never more than 20.7 either: the model is not told how wrong it is, and all other " +
			"losses are a little off. In the form with the largest logit no such number is needed.",
		wrong: loss(mean, (row, target) => -Math.log(softmax(row)[target]! + 1e-9)),
	},
	{
		id: "log-of-the-mean",
		title: "the logarithm of the mean probability instead of the mean of the logarithms",
		explanation:
			"−ln of the mean p forgives a model that is sure and wrong now and then. The probability of a whole text is a product, " +
			"its logarithm a sum of logarithms: take the logarithm first.",
		wrong: loss((losses) =>
			losses.length === 0 ? 0 : -Math.log(mean(losses.map((loss) => Math.exp(-loss)))),
		),
	},
	{
		id: "without-softmax",
		title: "minus the logit of the target, without what all others have",
		explanation:
			"A high logit means nothing by itself: only against the others does it become a probability. Without ln Σ exp(logit) " +
			"a model would simply make all logits large.",
		wrong: loss(mean, (row, target) => -row[target]!),
	},
	{
		id: "softmax-over-columns",
		title: "softmax over the tokens instead of over the vocabulary",
		explanation:
			"A row of logits belongs to one token, and it is among the entries of this row that the model has to choose. Down a " +
			"column the tokens of the text would compete for a word.",
		wrong: {
			crossEntropy: (logits: Matrix, targets: Vector) =>
				mean(
					targets.flatMap((target, i) =>
						target === notAsked ? [] : [surprise(transpose(logits)[target]!, i)],
					),
				),
		},
	},
	{
		id: "softmax-twice",
		title: "the logits are made probabilities before, and again within",
		explanation:
			"Probabilities lie between 0 and 1, so a second softmax makes them nearly even, and even a perfect model has a large " +
			"loss. The loss takes logits.",
		wrong: loss(mean, (row, target) => surprise(softmax(row), target)),
	},
];

/** A wrong maskedLmBatch: what [input, target] a token gets; and when it is hidden. */
function masking(
	pair: (id: number, hidden: boolean, maskId: number, same: number) => readonly [number, number],
	hides = (u: number, probability: number) => u < probability,
): Implementation {
	return {
		maskedLmBatch: (ids: Vector, { maskId, probability, rng }: MaskedLmOptions) => {
			const pairs = ids.map((id) => pair(id, hides(rng.uniform(), probability), maskId, id));
			return { inputs: pairs.map(([input]) => input), targets: pairs.map(([, target]) => target) };
		},
	};
}

/** A wrong crossEntropy: what becomes of the losses of those that are asked; and the loss of one row. */
function loss(
	finish: (losses: readonly number[], n: number) => number,
	one: (row: Vector, target: number) => number = surprise,
): Implementation {
	return {
		crossEntropy: (logits: Matrix, targets: Vector) => {
			const losses = targets.flatMap((target, i) =>
				target === notAsked ? [] : [one(logits[i]!, target)],
			);
			return finish(losses, targets.length);
		},
	};
}

/** −ln p of one row. */
function surprise(row: Vector, target: number): number {
	const highest = row.reduce((a, b) => Math.max(a, b));
	const sum = row.reduce((sum, logit) => sum + Math.exp(logit - highest), 0);
	return highest + Math.log(sum) - row[target]!;
}

function total(losses: readonly number[]): number {
	return losses.reduce((a, b) => a + b, 0);
}

function mean(losses: readonly number[]): number {
	return losses.length === 0 ? 0 : total(losses) / losses.length;
}
