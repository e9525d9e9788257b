import type { Question } from "../../lesson";

export const quiz: readonly Question[] = [
	{
		text: "The dot product of two tokens is 0. What do you know?",
		choices: [
			{
				text: "At least one of the vectors is all zeros.",
				because:
					"That is one way to get 0, but not the only one: [2, 0, 0, 0] and [0, 0, 0, 1] are both not zero, and their dot product is.",
			},
			{
				text: "They have nothing in common: what speaks for a match and what speaks against it cancel, or there is neither.",
				right: true,
				because:
					"Every entry adds to the score or takes from it. At 0 the vectors stand at a right angle, or one of them is the zero vector.",
			},
			{
				text: "They are opposites.",
				because:
					"Opposites point in opposite directions, and their dot product is as negative as it can be. 0 lies in the middle between the same and the opposite.",
			},
			{
				text: "They are the same token.",
				because:
					"A token scored against itself gives the sum of its squared entries, which is 0 only for the zero vector.",
			},
		],
	},
	{
		text: "scoreMatrix gets 2 queries and 5 keys, all of 4 numbers. What is the shape of the scores?",
		choices: [
			{
				text: "[2, 5]",
				right: true,
				because:
					"One row a query, one column a key. The 4 is gone: each dot product summed over it.",
			},
			{
				text: "[5, 2]",
				because:
					"That would be one row a key. Rows belong to queries, because it is the query that will divide its attention along its row.",
			},
			{
				text: "[2, 4]",
				because:
					"That is the shape of the queries. Every query is compared with each of the 5 keys, and each comparison gives one number.",
			},
			{
				text: "[2, 5, 4]",
				because:
					"These would be the products before they are added up. A dot product adds its 4 products to one number.",
			},
		],
	},
	{
		text: "bank scores 2 with fished in one sentence, and 2 with borrowed in another. What follows?",
		choices: [
			{
				text: "fished and borrowed mean the same.",
				because:
					"Their score with each other is only 1. A score says how much two vectors have in common, not what: with fished it is water, with borrowed money.",
			},
			{
				text: "bank will take the same from both.",
				because:
					"It will take equally much. But what it takes is the neighbour's vector, and those two differ: lesson 03.",
			},
			{
				text: "bank matches both equally well, each in its own way.",
				right: true,
				because:
					"The 2 is made of water in one sentence and of money in the other. The score keeps only the sum.",
			},
		],
	},
	{
		text: "You double all entries of one query. What happens to its row of scores?",
		choices: [
			{
				text: "Nothing: the direction is the same.",
				because:
					"That is so for the cosine, which forgets lengths. The dot product does not: every product in the sum doubles.",
			},
			{
				text: "Every score doubles.",
				right: true,
				because:
					"Each product doubles, and so does each sum. The order of the keys stays, the distances between the scores grow, and softmax will notice: lesson 02.",
			},
			{
				text: "Every score becomes four times as large.",
				because:
					"That happens when both vectors double, as on the diagonal when a token is scored against itself. Here only the query does.",
			},
			{
				text: "Every score grows by 2.",
				because:
					"Doubling multiplies. A score of 0 stays 0, and a negative one becomes more negative.",
			},
		],
	},
];
