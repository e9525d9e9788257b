import type { Question } from "../../lesson";

export const quiz: readonly Question[] = [
	{
		text: "A decoder has written 4 words; the sentence it translates has 9. What is the shape of one head's weights in cross-attention?",
		choices: [
			{
				text: "[4, 9]",
				right: true,
				because:
					"A row for each word that asks, a column for each word that answers. Each of the 4 rows sums to 1.",
			},
			{
				text: "[9, 4]",
				because:
					"Then the 9 source words would ask. But it is the decoder that wants to know something: it has the queries, and queries are rows.",
			},
			{
				text: "[13, 13]",
				because:
					"That is both sequences in a row, attending to themselves and to each other. Models without an encoder work so; cross-attention only looks from one to the other.",
			},
			{
				text: "[4, 4]",
				because: "That is the decoder's self-attention, its other attention layer.",
			},
		],
	},
	{
		text: "Which matrices can stay as they are, computed once, while the decoder writes one word after the other?",
		choices: [
			{
				text: "The queries.",
				because:
					"Every new word has a new state, and with it a new query: queries are x·wq, and x grows.",
			},
			{
				text: "The keys and the values.",
				right: true,
				because:
					"They are projections of the context, which is finished before the first word is written. In self-attention of a decoder they would grow by one row a word (lesson 17).",
			},
			{
				text: "The weights.",
				because:
					"They have one row a query, so every new word brings a new row. The rows that are there already do stay.",
			},
		],
	},
	{
		text: "Does the decoder need a causal mask in its cross-attention?",
		choices: [
			{
				text: "Yes, or it could look into the future.",
				because:
					"The future is what has not been written yet, the words of x that come later. The context is the sentence to be translated: all of it is known from the start.",
			},
			{
				text: "No; at most a padding mask for the context.",
				right: true,
				because:
					"All of the context may be read at any time; German puts its verbs at the end, and one has to look there early. Only padding must be hidden.",
			},
			{
				text: "Only if both sequences are equally long.",
				because:
					"A square matrix of weights makes a causal mask possible, not meaningful: word i of one sentence has nothing to do with word i of the other.",
			},
		],
	},
	{
		text: "You put the words of the context into another order, with their vectors. What happens to the output of crossAttention?",
		choices: [
			{
				text: "Nothing.",
				right: true,
				because:
					"Keys and values move together, the weights with them, and a sum does not depend on the order of its terms. That attention cannot tell order is a limit, too: lesson 09.",
			},
			{
				text: "Its rows are in another order, too.",
				because:
					"The rows belong to x, whose order has not changed. Only the columns of the weights move.",
			},
			{
				text: "All of it changes.",
				because:
					"Each query meets the same keys with the same values as before, in another order. Its mixture is the same.",
			},
		],
	},
];
