import type { Lesson } from "../../lesson";
import { hints } from "./hints";
import { misconceptions } from "./misconceptions";
import { quiz } from "./quiz";

export const whyAttentionLesson: Lesson = {
	id: "10-why-attention",
	title: "Why attention: what a long way does to a signal",
	question: "A word thirty places back decides what this one means. How much of it arrives?",
	minutes: 60,
	exercise: {
		functions: ["rnnForward", "rnnGradientNorms", "pathLength"],
		points: 10,
		allowedImports: ["dot", "transpose", "matmul", "linear"],
		hints,
		misconceptions,
	},
	quiz,
};
