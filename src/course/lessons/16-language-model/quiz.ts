import type { Question } from "../../lesson";

export const quiz: readonly Question[] = [
	{
		text: "A model with 75 characters has the loss ln 75 on a text it has never seen. What has it learned?",
		choices: [
			{
				text: "Nothing yet.",
				right: true,
				because:
					"ln 75 is the loss of whoever gives each of 75 characters the chance 1/75: −ln(1/75). That is guessing blindly, and where training begins.",
			},
			{
				text: "Which characters are frequent.",
				because:
					"That would already be worth something: with the chances of the frequencies the loss is well below ln 75, since a space is far likelier than a Q.",
			},
			{
				text: "Everything: it is a very small number.",
				because:
					"It is a little more than 4, and e to the power of it is 75: the model is torn between all 75 characters. Everything would be 0.",
			},
		],
	},
	{
		text: "While it trains, the model gives logits for all 32 places of a piece at once. How can it learn 32 things from one piece without cheating?",
		choices: [
			{
				text: "The targets are not shown to it.",
				because:
					"They are not handed in, but the target of place 5 is the input of place 6. Without something that hides it the model could look one place ahead and copy.",
			},
			{
				text: "The causal mask: the row of a place is computed from that place and those before it only.",
				right: true,
				because:
					"So row i is exactly what the model would say if the text ended there, and all rows can be computed in one go and examined in one loss.",
			},
			{
				text: "Dropout hides the answers at random.",
				because:
					"Dropout hides numbers inside of the model, at random, to prevent learning by heart. It would show most answers most of the time.",
			},
		],
	},
	{
		text: "Logits 2 and 1, all others far below. At temperature 0.5, how many times likelier is the first than the second?",
		choices: [
			{
				text: "e times.",
				because: "That is temperature 1: e to the power of the difference, 1.",
			},
			{
				text: "e² times.",
				right: true,
				because:
					"Divided by 0.5 the logits are 4 and 2, and the difference is 2. Below 1 the temperature makes differences larger: the model becomes more careful.",
			},
			{
				text: "√e times.",
				because:
					"That is what multiplying by 0.5 would give, or dividing by 2: a temperature above 1, which makes the model wilder.",
			},
			{
				text: "Twice.",
				because:
					"2 to 1 is the ratio of the logits. Softmax looks at their difference, and takes e to the power of it.",
			},
		],
	},
	{
		text: "Your model has a lower training loss every minute, but its loss on the validation text has begun to rise. What is happening?",
		choices: [
			{
				text: "The learning rate is too high.",
				because:
					"Then the training loss would jump about or rise. It falls: the steps are doing what they should, on the text they are taken on.",
			},
			{
				text: "It learns its text by heart, and what it learns now helps with that text only.",
				right: true,
				because:
					"That is overfitting: it could be told from learning only because a part of the text was put aside. Stop here, take a longer text or a smaller model.",
			},
			{
				text: "The validation text is harder than the training text.",
				because:
					"It may be, but that would be a difference from the beginning. It does not make a falling loss rise.",
			},
		],
	},
];
