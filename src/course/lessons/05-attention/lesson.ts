import type { Lesson } from "../../lesson";
import { hints } from "./hints";
import { misconceptions } from "./misconceptions";
import { quiz } from "./quiz";

export const attentionLesson: Lesson = {
	id: "05-attention",
	title: "Attention: softmax(QKᵀ / √d_k) · V",
	question: "Longer queries and keys can say more. What do they do to the weights?",
	minutes: 60,
	exercise: {
		functions: ["scaledScores", "attention"],
		points: 14,
		allowedImports: [
			"dot",
			"transpose",
			"matmul",
			"scoreRow",
			"scoreMatrix",
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
