import type { Question } from "../../lesson";

export const quiz: readonly Question[] = [
	{
		text: "A model with d = 768 reads 1,000 tokens, then 2,000. How does the work of one attention layer grow?",
		choices: [
			{
				text: "By a factor of exactly 4.",
				because:
					"The part with the pairs does. But the four projections cost 8·n·d², which only doubles, and for 1,000 tokens they are more than half of the work.",
			},
			{
				text: "By a factor between 2 and 4.",
				right: true,
				because:
					"Projections double (8·n·d²), scores and mixing quadruple (4·n²·d). The two are equal where n is 2·d, here 1,536 tokens; beyond that the pairs dominate, and the factor comes near 4.",
			},
			{
				text: "By a factor of 2, because there are twice as many tokens.",
				because: "Each of them also has twice as many others to look at.",
			},
		],
	},
	{
		text: "Online softmax has seen scores up to 3, with a total of 2.5. Now comes a single score of 5. What is the new total?",
		choices: [
			{
				text: "2.5 · exp(−2) + 1",
				right: true,
				because:
					"The highest score rises from 3 to 5, so everything added up before shrinks by exp(3 − 5), and the new score, the highest itself, adds exp(0) = 1.",
			},
			{
				text: "2.5 + exp(2)",
				because:
					"That measures the new score against the old highest. It is the same sum times exp(2), which would be right as long as nothing overflows; but the highest is 5 now.",
			},
			{
				text: "2.5 · exp(2) + 1",
				because:
					"The wrong way round: with a higher highest score every old share gets smaller, not larger.",
			},
			{
				text: "3.5",
				because:
					"The new score adds 1. But the old summands are exp(s − 3), and have to become exp(s − 5).",
			},
		],
	},
	{
		text: "What does tiled attention (FlashAttention) save?",
		choices: [
			{
				text: "Most of the multiplications: tiles far from the diagonal are skipped.",
				because:
					"Every query still meets every key. The multiplications are the same, and with the corrections there are a few more.",
			},
			{
				text: "Accuracy: it is a good approximation.",
				because:
					"It computes the same sums in another order. The result is that of attention, up to rounding.",
			},
			{
				text: "Memory, and with it time that is spent waiting for memory.",
				right: true,
				because:
					"The n² weights are never written down: block scores at a time are enough. What a processor would spend on fetching them again, it saves. The work stays quadratic.",
			},
		],
	},
	{
		text: "A model attends to a window of the last 128 tokens only, in each of 4 layers. What can its last token know of a token 300 places back?",
		choices: [
			{
				text: "Nothing: it is outside the window.",
				because:
					"Outside the window of one layer. But the tokens within the window have looked back themselves, in the layer before.",
			},
			{
				text: "Something, through tokens in between.",
				right: true,
				because:
					"Each layer reaches 127 places further: after three layers 381 places. What was far away has to be passed on by others, as in a stack of convolutions (lesson 10).",
			},
			{
				text: "As much as with full attention.",
				because:
					"With full attention it would be one direct look. Here it takes three layers and needs tokens in between that pass on the right thing.",
			},
		],
	},
];
