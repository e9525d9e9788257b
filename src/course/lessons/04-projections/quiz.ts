import type { Question } from "../../lesson";

export const quiz: readonly Question[] = [
	{
		text: "X has the shape [7, 12], W_q and W_k are [12, 3] and W_v is [12, 5]. What shape has QKᵀ?",
		choices: [
			{
				text: "[7, 7]",
				right: true,
				because:
					"Q is [7, 3] and Kᵀ is [3, 7]: one score for each pair of tokens. The 3 is summed over, and neither the 12 nor the 5 is left.",
			},
			{
				text: "[3, 3]",
				because:
					"That is QᵀK: it compares entries across all tokens instead of tokens across all entries.",
			},
			{
				text: "[7, 5]",
				because: "That is the shape of V. The scores are made of queries and keys alone.",
			},
			{
				text: "[7, 3]",
				because:
					"That is the shape of Q and of K. Each row of one meets each row of the other, which gives one number a pair.",
			},
		],
	},
	{
		text: "Why do queries and keys get different matrices?",
		choices: [
			{
				text: "So that they can have different lengths.",
				because:
					"They must have the same length, d_k, or there is no dot product. It is the values that may be of another length.",
			},
			{
				text: "So that what a token looks for can differ from what it can be found by.",
				right: true,
				because:
					"With one matrix for both, the score of i and j equals the score of j and i, and every token tends to look for its like. With two, `bank` can look for `fished` without being looked for in return.",
			},
			{
				text: "Because three matrices have more numbers to learn, and more is better.",
				because:
					"More numbers alone would also come from one larger matrix. What counts is what they make possible: scores that are not symmetric.",
			},
		],
	},
	{
		text: "`bank` has the same embedding in two sentences. Which of its vectors differ between them?",
		choices: [
			{
				text: "The query.",
				because:
					"It is the embedding times W_q, and nothing else goes in: the same embedding, the same query.",
			},
			{
				text: "The key and the value.",
				because:
					"Each is the embedding times a matrix. A projection looks at one token alone and knows nothing of its neighbours.",
			},
			{
				text: "Query, key and value, all three.",
				because:
					"None of them: all three are made of the embedding of `bank` alone, and the matrices do not depend on the sentence.",
			},
			{
				text: "Only the output, after mixing.",
				right: true,
				because:
					"Until values are mixed, no token knows of another. The weights depend on the keys of the neighbours and the mixture on their values: that is where the context comes in.",
			},
		],
	},
	{
		text: "X [5, 4] is projected by W [4, 4] without b. What happens to a token whose embedding is all zeros?",
		choices: [
			{
				text: "Its projection is all zeros, whatever W is.",
				right: true,
				because:
					"Every entry is a sum of products with 0. Only a b could give such a token something to ask for or to pass on.",
			},
			{
				text: "Its projection is a row of W.",
				because:
					"That is what happens to a token with a single 1: it picks out one row of W. Zeros pick out nothing.",
			},
			{
				text: "It depends on W.",
				because: "Whatever number stands in W, times 0 it is 0, and sums of zeros are 0.",
			},
		],
	},
];
