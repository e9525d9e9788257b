import type { Question } from "../../lesson";

export const quiz: readonly Question[] = [
	{
		text: "Three values are [2, 0], [0, 4] and [6, 2]. Which of these can NOT be a mixture of them, with weights from 0 to 1 that sum to 1?",
		choices: [
			{
				text: "[6, 2]",
				because: "It can: all weight on the third value. A hard lookup is a mixture, too.",
			},
			{
				text: "[3, 5]",
				right: true,
				because:
					"No value has more than 4 in the second entry, and a mixture lies between its values. 5 is out of reach.",
			},
			{
				text: "[1, 2]",
				because: "It can: half of the first and half of the second value.",
			},
			{
				text: "[4, 1]",
				because: "It can: half of the first and half of the third value.",
			},
		],
	},
	{
		text: "weightRows has the shape [2, 5] and values the shape [5, 3]. What does mixValues return?",
		choices: [
			{
				text: "[5, 3], a new vector for each value",
				because: "Values are what is mixed. The queries get the mixtures, and there are 2 of them.",
			},
			{
				text: "[2, 5], a number for each query and value",
				because:
					"That is the shape of the weights. Each row of them is used up: its 5 weights mix 5 values to one vector.",
			},
			{
				text: "[2, 3], a new vector for each query",
				right: true,
				because:
					"[2, 5] times [5, 3]: the 5 is summed over. Every query gets one mixture, as long as a value.",
			},
			{
				text: "[3], one vector for the sentence",
				because:
					"One row of weights would give that. There are 2 rows, and each query has a mixture of its own.",
			},
		],
	},
	{
		text: "A query scores 0 with all of 4 keys. What does it get?",
		choices: [
			{
				text: "A vector of zeros, because it matches nothing.",
				because:
					"Scores of 0 are not weights of 0. Softmax of four equal scores is 1/4 each. Zeros come out only when every key is masked (lesson 06).",
			},
			{
				text: "The mean of the 4 values.",
				right: true,
				because:
					"Equal scores give equal weights, 1/4 each, and a quarter of everything added up is the mean.",
			},
			{
				text: "Its own value, unchanged.",
				because:
					"Nothing singles out its own value: it scores 0 with that, too. That happens only where the score with itself is far above the others.",
			},
			{
				text: "The sum of the 4 values.",
				because:
					"That would need a weight of 1 for each. The weights of a query together are 1, so each value gets a quarter.",
			},
		],
	},
	{
		text: "In both sentences bank has the same five weights. Why are its mixtures different?",
		choices: [
			{
				text: "Because softmax gives other results in another sentence.",
				because:
					"Softmax sees only the scores, and these are the same five numbers in both sentences: so are the weights.",
			},
			{
				text: "Because the same weights are applied to other values.",
				right: true,
				because:
					"The weight of the second token is the same, but the second token is fished in one sentence and borrowed in the other. Its vector is what gets mixed in.",
			},
			{
				text: "Because bank has another embedding in the other sentence.",
				because:
					"An embedding belongs to the word alone. It is the same in both sentences; the mixture is what differs.",
			},
		],
	},
];
