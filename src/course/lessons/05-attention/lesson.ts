import type { Lesson } from "../../lesson";
import { lookUpFunctions } from "../earlier-functions";
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
		allowedImports: [...lookUpFunctions],
		hints,
		misconceptions,
	},
	quiz,
};
