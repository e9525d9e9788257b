import type { Question } from "../../lesson";

export const quiz: readonly Question[] = [
	{
		text: "In softmaxBackward, why is Σ p[j]·dp[j] subtracted?",
		choices: [
			{
				text: "To keep the numbers small, as the highest score is subtracted in softmax.",
				because:
					"Subtracting the highest score changes no weight and is there for safety. Subtracting this sum changes the result: without it, it is wrong.",
			},
			{
				text: "Because the weights share one whole: a score that rises takes from all the others.",
				right: true,
				because:
					"Raise one score and its weight grows, the others shrink, in proportion to their weights. What that costs is the mean of dp by the weights. So the result sums to 0, and adding a constant to all dp changes nothing.",
			},
			{
				text: "Because dp has to be normalised before it goes on.",
				because:
					"A gradient is never normalised on its way: it is what it is. The sum comes out of the derivative of the quotient exp(sᵢ)/Σ exp(sⱼ).",
			},
		],
	},
	{
		text: "weights is [3, 5] and dOutput is [3, 2]. How do you get dv?",
		choices: [
			{
				text: "weights·dOutput",
				because:
					"[3, 5] times [3, 2] does not fit. In self-attention, where both numbers of tokens are the same, it would, and give the wrong numbers without a word.",
			},
			{
				text: "dOutput·weightsᵀ",
				because:
					"[3, 2] times [5, 3] does not fit. dv must be [5, 2], one row a value: sum over the queries.",
			},
			{
				text: "weightsᵀ·dOutput",
				right: true,
				because:
					"[5, 3] times [3, 2] is [5, 2], the shape of v. Value j went into every output by weights[i][j], so it collects dOutput from every query i, by the same weights.",
			},
		],
	},
	{
		text: "You make the step ε of a central difference smaller and smaller. What happens to its error?",
		choices: [
			{
				text: "It falls all the way to 0.",
				because:
					"On paper, yes. On a machine f is rounded to 16 digits, and the difference of two nearly equal numbers keeps only the digits in which they differ.",
			},
			{
				text: "It falls as ε², and then rises again as 1/ε.",
				right: true,
				because:
					"First the bend of the curve counts, and shrinks with ε². Below about 1e-5 rounding counts more: an error of 1e-16 in f, divided by 2ε. On logarithmic axes it is a V.",
			},
			{
				text: "It rises: small steps are always worse.",
				because:
					"Large steps are bad, too: from 0.1 to 1e-5 the error falls by eight powers of ten. There is a best step in between.",
			},
		],
	},
	{
		text: "A weight is 0.999999 after softmax, the others nearly 0. What arrives at the scores of that row?",
		choices: [
			{
				text: "Next to nothing.",
				right: true,
				because:
					"Every slope has the form p(1 − p) or −p·p′, and all of these are nearly 0 here. That is the saturation of lesson 05: a row that is sure of itself learns no more, and why scores are divided by √d_k.",
			},
			{
				text: "A large gradient for the winner, nothing for the others.",
				because:
					"The winner's slope is p(1 − p), which is tiny when p is nearly 1: it has nothing left to win.",
			},
			{
				text: "The same as for any other weights, since dScores sums to 0 anyway.",
				because: "It does sum to 0, but the numbers that are added up are all nearly 0 themselves.",
			},
		],
	},
];
