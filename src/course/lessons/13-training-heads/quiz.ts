import type { Question } from "../../lesson";

export const quiz: readonly Question[] = [
	{
		text: "A model was trained with dropout, p = 0.2. It is used now. What does dropout do?",
		choices: [
			{
				text: "It multiplies everything by 0.8.",
				because:
					"That was the first way of doing it. Today the correction is made while training: what stays is divided by 0.8 there, and nothing is left to correct.",
			},
			{
				text: "Nothing at all.",
				right: true,
				because:
					"While training, every number was on average what it would have been without dropout. So the finished model can use all its numbers as they are.",
			},
			{
				text: "It still drops one in five, so that the model sees what it is used to.",
				because:
					"Then the same question would get another answer each time, and a worse one: one in five numbers would be missing.",
			},
		],
	},
	{
		text: "You ablate head 3, and nothing changes: the loss is the same. What do you know?",
		choices: [
			{
				text: "Head 3 has learned nothing.",
				because:
					"Perhaps. But perhaps another head knows the same: in the lesson both heads had learned the short cut, and either could be taken away at next to no loss.",
			},
			{
				text: "The model does not need head 3 as long as all the others are there.",
				right: true,
				because:
					"That is what was measured, and no more. Take away both heads that know the same thing, and the loss may jump. Ablation asks about one head given the others.",
			},
			{
				text: "Head 3 looks at the wrong tokens.",
				because:
					"Ablation says nothing about where it looks; and a head that looks at the right ones may still be dispensable.",
			},
		],
	},
	{
		text: "Two heads have a diversity of 0. What have they in common?",
		choices: [
			{
				text: "Their weights: every query divides its attention in the same way in both.",
				right: true,
				because:
					"A mean cosine of 1 means that the weights point the same way, and as each row sums to 1 they are equal. Their values may still differ, so they need not be useless copies.",
			},
			{
				text: "Their matrices wq, wk, wv and their rows of wo.",
				because:
					"Diversity looks at the weights only. Different matrices can make the same weights, and equal weights can carry different values.",
			},
			{
				text: "Nothing: 0 means that they have nothing in common.",
				because: "The other way round: 1 is nothing in common, 0 is all the same.",
			},
		],
	},
	{
		text: "A heat map shows that the model gave 0.9 of its attention to the word `not`. What may you conclude?",
		choices: [
			{
				text: "That `not` is why the model decided as it did.",
				because:
					"You have seen two sets of weights with nothing in common that give the same output. And what a weight multiplies may be small, or ignored by wo.",
			},
			{
				text: "Nothing: weights are decoration.",
				because:
					"That goes too far: with even weights the reversing layer forgot all it knew. They are part of the computation; whether they are a reason has to be tested.",
			},
			{
				text: "That most of what this head mixed came from there; whether it mattered is to be tested, by ablation for example.",
				right: true,
				because:
					"The weights say where a mixture came from. A reason is something that changes the result when it is changed: take the word away, or the head, and measure.",
			},
		],
	},
];
