import type { Question } from "../../lesson";

export const quiz: readonly Question[] = [
	{
		text: "Why may the keys and values of old tokens be kept, but not in BERT?",
		choices: [
			{
				text: "In a causal model an old token never sees a new one, so nothing about it changes.",
				right: true,
				because:
					"Its vector in every block is computed from itself and what was before it. In BERT every token sees every other: add one, and all vectors from the second block on are different.",
			},
			{
				text: "Because keys and values do not depend on the position.",
				because:
					"They do: positions are added to x before anything is projected. But an old token keeps its position, so that is no obstacle.",
			},
			{
				text: "Because softmax gives old tokens smaller weights.",
				because:
					"It gives weights by the scores, whatever the age. A token from long ago can get nearly all of it.",
			},
		],
	},
	{
		text: "The cache holds 100 tokens. How many scores does one head compute when token 101 is read?",
		choices: [
			{
				text: "101: the new query with all keys, its own included.",
				right: true,
				because:
					"One row of the matrix of scores. Without a cache it would be all rows, 101 · 101, of which only the last is new.",
			},
			{
				text: "100: the new query with all keys in the cache.",
				because: "The new token's own key is added before it attends: a token may see itself.",
			},
			{
				text: "201: the last row and the last column of the matrix.",
				because:
					"The last column would be the old queries with the new key. But the old tokens come before the new one, and the mask hides it from them.",
			},
		],
	},
	{
		text: "What does the cache not save?",
		choices: [
			{
				text: "Projections and feed-forward of the old tokens.",
				because:
					"It saves just these: they are not computed again at all, because nobody needs the old x any more.",
			},
			{
				text: "Memory.",
				right: true,
				because:
					"It costs memory, for every token two rows of dim numbers in each block. In large models serving many people, that is what there is not enough of (lesson 11 and Shazeer's paper).",
			},
			{
				text: "Time for attention.",
				because:
					"One row of scores a step instead of all of them: that is saved, and with long texts it is most of the time.",
			},
		],
	},
	{
		text: "A program restarts the position at 0 in every step. What do you see?",
		choices: [
			{
				text: "An error, because position 0 is taken.",
				because:
					"Nobody keeps a list of taken positions: a row of positionEmbedding is added, and any row will do.",
			},
			{
				text: "Text that soon stops making sense, and no error.",
				right: true,
				because:
					"Every new token believes that it begins the text. All shapes fit. That is why cached has to be compared with full: it is the one check that notices.",
			},
			{
				text: "Nothing, since the cache knows the order.",
				because:
					"The cache is a set of keys to attention: it does not know rows apart. Order is in the vectors, and this one says “first”.",
			},
		],
	},
];
