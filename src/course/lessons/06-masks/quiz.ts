import type { Question } from "../../lesson";

export const quiz: readonly Question[] = [
	{
		text: "Why does a model that writes from left to right use a causal mask while it is trained?",
		choices: [
			{
				text: "Because later tokens are less important.",
				because:
					"They are as important as any. They are hidden because they are the answer: what the model is asked to guess.",
			},
			{
				text: "Because otherwise it could look up the token that it has to guess.",
				right: true,
				because:
					"In training the whole text is there at once, and every position guesses the next token. Without the mask it would learn to copy it from the right, and at writing time there is nothing on the right.",
			},
			{
				text: "Because it makes the computation twice as fast.",
				because:
					"Half of the scores need not be computed, and clever programs make use of that. But it is not the reason: the mask would be needed if it cost time.",
			},
		],
	},
	{
		text: "A row of weights is 0.2, 0.3, 0.5. Then the third key is hidden by setting its weight to 0. What is wrong?",
		choices: [
			{
				text: "The row sums to 0.5: half of the attention is lost, and the output is too small.",
				right: true,
				because:
					"Softmax has already shared out the whole, a half of it to the hidden key. With −Infinity before softmax the row would be 0.4, 0.6, 0.",
			},
			{
				text: "Nothing: the hidden key has the weight 0.",
				because:
					"It has, but a row of weights must make one whole, and what is left is 0.5. How much is missing depends on the score of a key that should not matter at all.",
			},
			{
				text: "The weight should be −Infinity, not 0.",
				because:
					"−Infinity belongs into the *scores*, before softmax. As a weight it would make the output −Infinity or NaN.",
			},
		],
	},
	{
		text: "A sentence of 3 tokens is padded to 5. Its padding mask is [5, 5]. What do the rows of the two padding tokens say?",
		choices: [
			{
				text: "They are all false: padding attends to nothing.",
				because:
					"A padding mask hides keys, not queries. What padding tokens get as output does not matter, since nobody looks at them and nobody reads them.",
			},
			{
				text: "The same as all others: true, true, true, false, false.",
				right: true,
				because:
					"Every query may look at the three real keys. Their own output is thrown away later, and no real token can see them.",
			},
			{
				text: "They are all true.",
				because:
					"Then they would look at padding. It would do no harm, but the mask hides keys from everyone.",
			},
			{
				text: "They are missing: the mask is [3, 5].",
				because:
					"There are 5 queries, the padding tokens included, so there are 5 rows. That is the point of padding: all sequences of a batch have the same shape.",
			},
		],
	},
	{
		text: "Every key of a query is hidden, with the score −1e9 instead of −Infinity. What are its weights?",
		choices: [
			{
				text: "All 0.",
				because:
					"That is what they should be. But all scores are equal, and softmax only sees differences.",
			},
			{
				text: "All NaN.",
				because:
					"That is what happens with −Infinity and nothing else done: −Infinity − (−Infinity) is NaN. With −1e9 the difference is 0, a proper number.",
			},
			{
				text: "All equal: it attends evenly to everything it must not see.",
				right: true,
				because:
					"−1e9 − (−1e9) = 0 for every key, and equal scores get equal weights. No error, no NaN, just a quiet leak. Such a row needs a case of its own.",
			},
		],
	},
];
