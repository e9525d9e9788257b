import type { Lesson } from "../../lesson";
import { hints } from "./hints";
import { misconceptions } from "./misconceptions";
import { quiz } from "./quiz";

export const bertAndGptLesson: Lesson = {
	id: "15-bert-and-gpt",
	title: "BERT and GPT: one block, two masks, two losses",
	question:
		"Why does one model fill in words and another write texts, when their blocks are the same?",
	minutes: 60,
	exercise: {
		functions: ["maskedLmBatch", "causalLmBatch", "crossEntropy"],
		points: 10,
		allowedImports: [
			"dot",
			"transpose",
			"matmul",
			"softmax",
			"softmaxRows",
			"weightedSum",
			"mixValues",
		],
		hints,
		misconceptions,
	},
	quiz,
};
