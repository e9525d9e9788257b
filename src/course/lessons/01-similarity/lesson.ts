import type { Lesson } from "../../lesson";
import { hints } from "./hints";
import { misconceptions } from "./misconceptions";
import { quiz } from "./quiz";

export const similarityLesson: Lesson = {
	id: "01-similarity",
	title: "Similarity: every token against every token",
	question: "She fished from the bank. Which of these words does bank have most in common with?",
	minutes: 30,
	exercise: {
		functions: ["scoreRow", "scoreMatrix"],
		points: 8,
		allowedImports: ["dot", "transpose", "matmul"],
		hints,
		misconceptions,
	},
	quiz,
};
