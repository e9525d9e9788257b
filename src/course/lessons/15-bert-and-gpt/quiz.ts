import type { Question } from "../../lesson";

export const quiz: readonly Question[] = [
	{
		text: "What is the difference between the blocks of BERT and those of GPT?",
		choices: [
			{
				text: "BERT's are encoder blocks and GPT's are decoder blocks, with other layers in them.",
				because:
					"The names suggest it. But a decoder block without cross-attention is an encoder block with a mask: attention, feed-forward, norms and sums are the same, and so are the weights' shapes.",
			},
			{
				text: "Only the mask: in BERT every token sees every other, in GPT those before it and itself.",
				right: true,
				because:
					"One argument. The rest of the difference is what they are asked: to fill in, or to continue. (GPT-1 and BERT even have the same size and both put their norms after.)",
			},
			{
				text: "GPT has no positions, because the mask tells the order.",
				because:
					"Both learn a vector for each position. The mask does tell something about order, but only how many tokens one sees.",
			},
		],
	},
	{
		text: "You train a GPT and after a minute its loss is far below what the best models reach. What do you think?",
		choices: [
			{
				text: "The text must be very simple.",
				because:
					"It may be; but then a careful person computes how predictable it is at best, and compares. This notebook did.",
			},
			{
				text: "Somewhere the answers are visible: a mask that lets the future through, or targets that were not shifted.",
				right: true,
				because:
					"A loss too good to be true usually is. Change the last token and look whether earlier logits move; and train on random tokens, where nobody can be better than chance.",
			},
			{
				text: "The learning rate is too low.",
				because:
					"A low learning rate makes the loss fall slowly. Nothing makes it fall below what is possible, but a leak.",
			},
		],
	},
	{
		text: "In a batch 4 of 32 tokens are hidden. What does dividing the loss by 32 instead of by 4 do?",
		choices: [
			{
				text: "Nothing, it is only a factor.",
				because:
					"It is a factor that changes from batch to batch, with the number of hidden tokens: the loss of a batch with few of them looks better, and its gradient is smaller.",
			},
			{
				text: "The loss looks eight times smaller, and cannot be compared with that of another model.",
				right: true,
				because:
					"The mean is over what was asked. Otherwise a model gets better by being asked less.",
			},
			{
				text: "It makes up for the tokens that were easy.",
				because:
					"Tokens that are not hidden are not easy, they are not asked at all. They have no loss that could be made up for.",
			},
		],
	},
	{
		text: "Why can BERT not simply be used to write a text, word by word?",
		choices: [
			{
				text: "It has no output head.",
				because:
					"It has one: while it learns it says for every hidden token which word it was, with one logit for each of the vocabulary.",
			},
			{
				text: "It can, and is better at it because it sees both sides.",
				because:
					"When a text is being written there is no right side yet. That is what it has relied on.",
			},
			{
				text: "It has learned to guess a few words with both sides visible; at the end of a text one side is empty.",
				right: true,
				because:
					"A model is good at what it was asked. GPT was asked for the next token at every place, so it has seen the end of a text at every length.",
			},
		],
	},
];
