import type { Lesson } from "../../lesson";
import { lookUpFunctions } from "../earlier-functions";
import { hints } from "./hints";
import { misconceptions } from "./misconceptions";
import { quiz } from "./quiz";

export const crossAttentionLesson: Lesson = {
	id: "08-cross-attention",
	title: "Cross-attention: one sequence asks, another answers",
	question:
		"A German sentence is being written. Which English words does each of its words look at?",
	minutes: 45,
	exercise: {
		functions: ["crossAttention"],
		points: 10,
		allowedImports: [
			...lookUpFunctions,
			"linear",
			"scaledScores",
			"attention",
			"causalMask",
			"paddingMask",
			"combineMasks",
			"maskedSoftmaxRows",
			"splitHeads",
			"mergeHeads",
		],
		hints,
		misconceptions,
	},
	quiz,
};
