import type { Question } from "../../lesson";

export const quiz: readonly Question[] = [
	{
		text: "q has the shape [3, 64], k has [10, 64] and v has [10, 32]. By what are the dot products divided, and what shape has the output?",
		choices: [
			{
				text: "By 8, and the output is [3, 32].",
				right: true,
				because:
					"64 is d_k, the number of summands in each dot product, and √64 = 8. There is one output for each of the 3 queries, and it is a mixture of values, so it is as long as a value: 32.",
			},
			{
				text: "By √10, and the output is [3, 32].",
				because:
					"The shape is right. But 10 is the number of keys; each dot product has 64 summands, whether there are 10 keys or 10,000.",
			},
			{
				text: "By 8, and the output is [10, 32].",
				because:
					"The scale is right. But rows of the output belong to queries, and there are 3 of them. The 10 values are what is mixed.",
			},
			{
				text: "By 64, and the output is [3, 64].",
				because:
					"Not by d_k but by its root; and the output is made of values, which have 32 entries. Queries and keys leave only the weights behind.",
			},
		],
	},
	{
		text: "A model has d_k = 256 and someone forgets the scale. At the start, queries and keys have random entries of variance 1. What happens?",
		choices: [
			{
				text: "Nothing: softmax ignores what all scores have in common.",
				because:
					"Softmax ignores what is added to all scores. A common factor is a temperature: without the division by 16 the scores are 16 times as far apart.",
			},
			{
				text: "Nearly every query gives almost everything to one key.",
				right: true,
				because:
					"The scores have the standard deviation √256 = 16. Differences of 16 and more are usual then, and exp(16) is about nine million to one. Which key wins is chance, and the others get next to no gradient to change that.",
			},
			{
				text: "Every key gets nearly the same weight.",
				because:
					"That is what dividing by d_k = 256 does: it leaves scores of size 1/16, too close together for softmax to tell them apart.",
			},
			{
				text: "exp overflows and all weights become NaN.",
				because:
					"Scores of 16, or 60 now and then, are far from the 710 where exp overflows; and a softmax that subtracts the highest score survives even those. The weights are valid numbers, just useless ones.",
			},
		],
	},
	{
		text: "Why is √d_k right and not d_k?",
		choices: [
			{
				text: "Because the summands of a dot product have different signs and partly cancel.",
				right: true,
				because:
					"For independent entries it is the variances that add up: the variance of q·k is d_k and its typical size the root of that. Dividing by √d_k makes the typical size 1, whatever d_k is.",
			},
			{
				text: "Because √d_k is smaller, and smaller numbers are more exact.",
				because:
					"Both divisions are as exact as any other. What differs is the size of the scores that go into softmax: about 1 with √d_k, about 1/√d_k with d_k.",
			},
			{
				text: "Because the length of a vector of d_k ones is √d_k.",
				because:
					"It is, but dividing by the lengths of the query and of the key would mean dividing by two such lengths, which is d_k again, and the scores would be cosines: from −1 to 1 and near 0 for random vectors.",
			},
			{
				text: "There is no reason; it was tried and worked.",
				because:
					"It does work, but the paper also says why (section 3.2.1, footnote 4), and you have measured it: the standard deviation of q·k grows like √d_k.",
			},
		],
	},
	{
		text: "In self-attention, the output for the token `the` is computed. What can change it?",
		choices: [
			{
				text: "Only the embedding of `the`.",
				because:
					"It makes the query, one key and one value. But the output mixes the values of all tokens, by weights that depend on all keys: the other tokens are just what attention brings in.",
			},
			{
				text: "The embedding of any token that `the` may attend to.",
				right: true,
				because:
					"Each of them brings a key, which changes how the weight is divided, and a value, which goes into the mixture. Even a token with little weight takes that weight away from the others.",
			},
			{
				text: "Only the token with the highest weight.",
				because:
					"It has the largest part, but every weight is above 0 (unless masked): softmax is a soft choice, and every value goes in.",
			},
		],
	},
];
