import type { Question } from "../../lesson";

export const quiz: readonly Question[] = [
	{
		text: "x has 10 tokens of 512 features. How many means does layer norm compute, and how many numbers has gamma?",
		choices: [
			{
				text: "10 means, and gamma has 512 numbers.",
				right: true,
				because:
					"One mean for each token, over its 512 features. gamma and beta belong to the features: one number each, the same for every token, however many there are.",
			},
			{
				text: "512 means, and gamma has 512 numbers.",
				because:
					"512 means would be one for each feature, over the tokens: that is batch norm. A token would then change with its neighbours before attention has begun.",
			},
			{
				text: "10 means, and gamma has 10 numbers.",
				because:
					"The means are right. But gamma is learned, and a sentence may have any number of tokens: what is learned must not depend on that.",
			},
			{
				text: "1 mean, and gamma has 512 numbers.",
				because:
					"One mean for everything would let a single loud token set the measure for all. Every token has a mean of its own.",
			},
		],
	},
	{
		text: "A new block is put into a trained model. All numbers of its wo, w2 and b2 are 0. What does the model do now, with the norms before?",
		choices: [
			{
				text: "It puts out zeros: zero matrices make zeros of everything.",
				because:
					"They make zeros of what is added. The token itself does not go through these matrices: it goes straight on.",
			},
			{
				text: "Exactly what it did: the block hands every token on unchanged.",
				right: true,
				because:
					"Attention and feed-forward find zeros, and x + 0 + 0 is x. With the norms before, nothing else stands on the way. A block only has to learn what to add.",
			},
			{
				text: "Nearly what it did, but every token is normed.",
				because:
					"That is so with the norms after: norm(x + 0) is norm(x). With the norms before, only what attention and feed-forward get to hear is normed.",
			},
		],
	},
	{
		text: "What happens to the feed-forward network if GELU is left out?",
		choices: [
			{
				text: "It becomes faster and a little less exact.",
				because:
					"GELU is no refinement of the linear layers; it is what keeps them from collapsing into one. With it the network can say “if both, then”; without it, only weighted sums.",
			},
			{
				text: "Tokens begin to influence each other.",
				because:
					"Both linear layers treat every token by itself, with or without a bend between them. Only attention lets tokens meet.",
			},
			{
				text: "It can do no more than one linear layer could.",
				right: true,
				because:
					"(x·W1)·W2 = x·(W1·W2), and W1·W2 is one matrix [d_model, d_model]. The hidden layer, four times as wide, would be for nothing.",
			},
		],
	},
	{
		text: "Why do most models of today have the norms before attention and feed-forward, and not after the additions?",
		choices: [
			{
				text: "Because it needs fewer norms.",
				because:
					"It is the same number in each block, two; models with the norms before even need one more, after the last block.",
			},
			{
				text: "Because a deep model then learns without a slow start, and what a token was stays in the stream.",
				right: true,
				because:
					"You measured both. With the norms after, the last block's gradients stay as large however deep the model is, and ordinary first steps are too large for it; with the norms before they shrink with the depth. And no norm stands on the straight way from x to the result.",
			},
			{
				text: "Because the numbers in the stream then stay small.",
				because:
					"The other way round: with the norms before, the stream grows from block to block, as everything is added and nothing normed. It does no harm, as every reader norms before it listens.",
			},
		],
	},
];
