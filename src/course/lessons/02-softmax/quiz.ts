import type { Question } from "../../lesson";

export const quiz: readonly Question[] = [
	{
		text: "A query has the scores 0, 2, 1. Another query has the scores 100, 102, 101. How do their weights compare?",
		choices: [
			{
				text: "The second query attends more, because its scores are higher.",
				because:
					"No query attends more than another: every row of weights sums to 1. Only how a query divides its attention depends on the scores.",
			},
			{
				text: "They are the same.",
				right: true,
				because:
					"Adding 100 multiplies every exp(score) by exp(100), and the sum, too. The factor cancels. Only differences between the scores of one row count, and those are the same here.",
			},
			{
				text: "The second query's weights are nearly even, because 100, 102 and 101 are nearly equal.",
				because:
					"They are, in proportion: 102 is only 2 % more than 100. That is what counts when you divide by the sum without exp. For softmax a difference of 2 is a factor of exp(2), about 7.4, wherever it lies.",
			},
			{
				text: "The second query puts all its weight on the highest score, because exp(102) is enormous.",
				because:
					"exp(102) is enormous, but so is exp(100), and weights depend on their ratio: exp(102) / exp(100) = exp(2).",
			},
		],
	},
	{
		text: "The scores of a query are −5, 0 and 5. What is the weight of the key with score 0?",
		choices: [
			{
				text: "0, because its score is 0.",
				because:
					"That is so when you divide by the sum without exp. With exp, a score of 0 becomes exp(0) = 1, a positive share. Only a score of −Infinity gives the weight 0 exactly.",
			},
			{
				text: "1/3, because 0 is in the middle of the three.",
				because:
					"In the middle of the scores is not in the middle of the weights: each step of 5 is a factor of exp(5), about 148. The key with score 5 takes nearly everything.",
			},
			{
				text: "Less than 0.01, but more than 0.",
				right: true,
				because:
					"It is 1 / (exp(−5) + 1 + exp(5)), about 0.0067: exp(5), about 148 times, less than the weight of the key with score 5. Small, but never nothing.",
			},
		],
	},
	{
		text: "You divide all scores by a temperature before softmax, and lower the temperature from 1 towards 0. What happens to the weights?",
		choices: [
			{
				text: "They all go to 0.",
				because:
					"They cannot: they sum to 1 at every temperature. What some of them lose, another one wins.",
			},
			{
				text: "They become even.",
				because:
					"That is what a high temperature does: dividing by a large number brings the scores together, and equal scores get equal weights.",
			},
			{
				text: "The highest score takes everything.",
				right: true,
				because:
					"Dividing by a small number pulls the scores apart, and softmax turns distances into ratios. In the limit the highest score has the weight 1, a hard maximum. (If several are equally high, they share it.)",
			},
			{
				text: "Nothing, because softmax ignores what all scores have in common.",
				because:
					"Softmax ignores what is added to all scores. A common factor is another matter: it changes the distances between them.",
			},
		],
	},
	{
		text: "softmaxRows turns scores of shape [2, 3] (2 queries, 3 keys) into weights. What sums to 1?",
		choices: [
			{
				text: "Each of the 2 rows.",
				right: true,
				because:
					"A row belongs to one query, and a query divides one whole unit of attention among the keys. All six weights together sum to 2.",
			},
			{
				text: "Each of the 3 columns.",
				because:
					"A column collects what one key receives from all queries. Nothing limits it: a key that everyone looks at receives much, another nothing.",
			},
			{
				text: "All six weights together.",
				because:
					"Then the queries would compete with each other, and one with low scores would have no attention to give. Every query has one whole unit.",
			},
			{
				text: "Each row and each column.",
				because:
					"With 2 rows and 3 columns that is impossible: the rows would say that all weights sum to 2, the columns 3.",
			},
		],
	},
];
