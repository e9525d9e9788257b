import type { Question } from "../../lesson";

export const quiz: readonly Question[] = [
	{
		text: "A recurrent network has to connect two words that are 50 places apart. On the way back its gradient is multiplied at each step by a factor of about 0.8. What arrives?",
		choices: [
			{
				text: "About 1/50 of it, because the way is 50 times as long.",
				because:
					"That would be so if something were lost by division once a step. A factor is applied again and again: 0.8 to the power of 50.",
			},
			{
				text: "About a hundred thousandth.",
				right: true,
				because:
					"0.8 to the power of 50 is 0.000014. Exponential decay leaves next to nothing, and the network cannot learn the connection, however useful it is. With 1.2 it would be 9100 times as large: it explodes.",
			},
			{
				text: "All of it: the gradient is only moved, not changed.",
				because:
					"Every step multiplies by wh and by the slopes of tanh. Only if these were exactly 1 would the gradient pass unchanged, and the LSTM was invented to come near that.",
			},
		],
	},
	{
		text: "Why does the gradient of one attention layer not fall with distance?",
		choices: [
			{
				text: "Because the softmax makes all gradients 1.",
				because:
					"Weights sum to 1, gradients do not: a key with a small weight gets a small gradient. But what makes a weight small is the content, not the distance.",
			},
			{
				text: "Because it has been trained on long texts.",
				because:
					"It holds for a layer with random numbers, as in the experiment: nothing was trained there.",
			},
			{
				text: "Because there is one step between any two tokens, and nothing in it depends on how far apart they are.",
				right: true,
				because:
					"Query and key are multiplied directly. The path length is 1 whatever the distance, so there is no product of many factors. (The gradient is shared among all tokens, so it falls with their number; but near and far ones get alike.)",
			},
		],
	},
	{
		text: "A stack of convolutions with kernels of 3 tokens has 5 layers. A word stands 11 places before the output. How much of it arrives?",
		choices: [
			{
				text: "Nothing, exactly.",
				right: true,
				because:
					"5 layers reach 5 · 2 = 10 places back. What is farther away has no path to the output at all, so its gradient is exactly 0, not just small.",
			},
			{
				text: "Very little: it has decayed over five layers.",
				because:
					"Decay needs a path to decay along. At distance 11 there is none; at distance 10 there is exactly one.",
			},
			{
				text: "As much as of its neighbours.",
				because:
					"The number of paths differs: near tokens have many ways through the stack, the farthest has a single one, and beyond it there is none.",
			},
		],
	},
	{
		text: "What can be computed at the same time when a text of n tokens is read in training?",
		choices: [
			{
				text: "In a recurrent network all states, in attention only one token after the other.",
				because:
					"The other way round: state t needs state t − 1, while no output of attention needs another output of the same layer.",
			},
			{
				text: "In attention all tokens of a layer; in a recurrent network only one step after the other.",
				right: true,
				because:
					"All queries, keys and values come from the layer below, which is there. So a layer of attention is a few large products of matrices, which is what processors do best. A recurrent network has n steps that wait for each other.",
			},
			{
				text: "In both everything, if there are enough processors.",
				because:
					"No number of processors can compute state 2 before state 1 is there. Table 1 of the paper calls these sequential operations: O(n) for recurrence, O(1) for attention.",
			},
		],
	},
];
