import type { Question } from "../../lesson";

export const quiz: readonly Question[] = [
	{
		text: "Self-attention without positions and without a mask gets a sentence with its words shuffled. What comes out?",
		choices: [
			{
				text: "The same vectors, shuffled in the same way.",
				right: true,
				because:
					"Every output is a sum over all tokens, weighted by scores between pairs of tokens. Neither the scores nor a sum know an order, so each word gets the vector it had, in its new place.",
			},
			{
				text: "Exactly the same rows in the same places.",
				because:
					"Row i belongs to whichever token stands at place i. When the tokens move, their rows move with them: that is equivariance, not invariance.",
			},
			{
				text: "Different vectors, because other tokens are neighbours now.",
				because:
					"Attention has no idea of a neighbour. Every token sees every other, and nothing says how far away it is.",
			},
		],
	},
	{
		text: "Queries and keys carry rotary positions. A whole paragraph moves 100 positions further down the text. What happens to the scores within it?",
		choices: [
			{
				text: "They stay the same.",
				right: true,
				because:
					"Query and key of every pair are both turned by the same additional angle, and a dot product knows the angle between them alone: it depends on i − j, which has not changed.",
			},
			{
				text: "They shrink, because 100 positions are far.",
				because:
					"Far from what? Only the distance between a query and its key counts, and within the paragraph all distances are as they were.",
			},
			{
				text: "They change sign where the angle passes half a turn.",
				because:
					"A single vector would. But query and key turn together, and the score depends on the difference of their angles.",
			},
		],
	},
	{
		text: "A model has linear biases −slope · |i − j|, no mask, and nothing else that knows positions. Which two texts can it not tell apart?",
		choices: [
			{
				text: "A text and the same text with two words exchanged.",
				because:
					"Exchanging two words changes distances: the words around them are now nearer to the one and farther from the other. The biases see that.",
			},
			{
				text: "A text and its mirror image.",
				right: true,
				because:
					"Reversing a text leaves every distance |i − j| as it was, so every word gets the same vector. A causal mask (for which ALiBi was made) or anything else that knows left from right mends it.",
			},
			{
				text: "A short text and a long one that begins with it.",
				because:
					"In the long one every token also sees what follows, and those scores and values enter its mixture.",
			},
		],
	},
	{
		text: "With d = 512, why do the wavelengths of the sinusoids go from 2π up to nearly 2π · 10000?",
		choices: [
			{
				text: "So that sums of many waves cancel.",
				because:
					"Nothing is summed over the pairs there: each pair is a point on its own circle, and the columns stay side by side.",
			},
			{
				text: "Because d is 512: with a larger d the longest wave would be longer.",
				because:
					"The exponent 2i/d always runs from 0 to nearly 1. A larger d gives more wavelengths between the same ends.",
			},
			{
				text: "So that fast pairs tell neighbours apart, and slow ones what is far apart.",
				right: true,
				because:
					"The fast pair changes much from token to token but repeats after six; the slow ones hardly change from token to token and do not repeat within the text. Together they are like the hands of a clock.",
			},
		],
	},
];
