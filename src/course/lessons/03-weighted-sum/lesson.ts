import type { Lesson } from "../../lesson";
import { hints } from "./hints";
import { misconceptions } from "./misconceptions";
import { quiz } from "./quiz";

export const weightedSumLesson: Lesson = {
	id: "03-weighted-sum",
	title: "The weighted sum: attention as a soft lookup",
	question: "bank knows how much of each token it wants. What does it become?",
	minutes: 30,
	exercise: {
		functions: ["weightedSum", "mixValues"],
		points: 10,
		allowedImports: ["dot", "transpose", "matmul"],
		hints,
		misconceptions,
	},
	quiz,
};
