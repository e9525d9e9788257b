import type { Lesson } from "../../lesson";
import { hints } from "./hints";
import { misconceptions } from "./misconceptions";
import { quiz } from "./quiz";

export const trainingHeadsLesson: Lesson = {
	id: "13-training-heads",
	title: "Training heads: dropout, diversity, ablation",
	question: "A head has found a short cut that is always right in training. How do you notice?",
	minutes: 60,
	exercise: {
		functions: ["dropout", "headDiversity", "ablateHead"],
		points: 10,
		allowedImports: ["dot", "transpose", "matmul", "splitHeads", "mergeHeads"],
		hints,
		misconceptions,
	},
	quiz,
};
