import type { Question } from "../../lesson";

export const quiz: readonly Question[] = [
	{
		text: "A token has 512 features. A model has 8 heads with d_k = 64. Which features of the token can head 0 use for its query?",
		choices: [
			{
				text: "Features 0 to 63.",
				because:
					"That is what splitting the token itself would give. But it is the projection that is split: each of head 0's 64 columns of x·wq is a sum over all 512 features, weighted by a column of wq.",
			},
			{
				text: "All 512.",
				right: true,
				because:
					"Head 0 has 64 columns of wq, and each of them has 512 rows, one a feature. A head is narrow in what it makes of a token, not in what it sees of it.",
			},
			{
				text: "Every eighth feature.",
				because:
					"Nothing is dealt out in turn. The columns of wq that belong to a head stand together, and each of them takes all features.",
			},
		],
	},
	{
		text: "q has the shape [10, 12], that is 10 tokens and 12 columns, and there are 3 heads. Where does q[7][5] go?",
		choices: [
			{
				text: "To heads[1][7][1].",
				right: true,
				because:
					"A head has 12 / 3 = 4 columns. Column 5 is the second one of head 1, which has columns 4 to 7, and the token stays token 7.",
			},
			{
				text: "To heads[2][7][1].",
				because:
					"That is column 5 dealt out like a card: 5 mod 3 = 2. The columns of a head stand together instead: 0 to 3, 4 to 7, 8 to 11.",
			},
			{
				text: "To heads[2][2][1].",
				because:
					"That is what cutting the long row of all 120 numbers gives: number 7 · 12 + 5 = 89 of it. It would put a piece of token 7 in the place of token 2.",
			},
			{
				text: "To heads[7][1][1].",
				because:
					"There are only 3 heads; 7 is the token. The first index is the head, the second the token.",
			},
		],
	},
	{
		text: "You replace one head with d_k = 512 by eight heads with d_k = 64. How does the number of multiplications in x·wq change?",
		choices: [
			{
				text: "It is eight times as large.",
				because:
					"Eight heads do not each have 512 columns. They share them: 8 · 64 = 512, so wq has the same shape as before.",
			},
			{
				text: "It stays the same.",
				right: true,
				because:
					"wq is [d_model, heads · d_k] = [d_model, 512] in both cases. Also all scores together cost the same: 8 times 64 products for each pair of tokens. What grows is the number of softmaxes: one a head.",
			},
			{
				text: "It is an eighth.",
				because: "One head's part is an eighth of it, but there are eight of them.",
			},
		],
	},
	{
		text: "Without wo, what could one column of the output depend on?",
		choices: [
			{
				text: "On one head only.",
				right: true,
				because:
					"Merging puts the heads side by side and computes nothing: every column comes from exactly one head. Multiplying by wo makes each column of the output a sum over all of them.",
			},
			{
				text: "On all heads, because they have been merged.",
				because:
					"Merging is a change of places, not a mixture: column h · d_v + t is number t of head h, untouched.",
			},
			{
				text: "On one token only.",
				because:
					"Each head has mixed the values of all tokens already; that is what attention is for. It is the heads that have not met.",
			},
		],
	},
];
