import type { Lesson } from "../../lesson";
import { hints } from "./hints";
import { misconceptions } from "./misconceptions";
import { quiz } from "./quiz";

export const masksLesson: Lesson = {
	id: "06-masks",
	title: "Masks: who may look at whom",
	question: "A model that learns to guess the next word must not see it. How do you hide it?",
	minutes: 45,
	exercise: {
		functions: ["causalMask", "paddingMask", "combineMasks", "maskedSoftmaxRows"],
		points: 14,
		allowedImports: ["softmax", "softmaxRows"],
		hints,
		misconceptions,
	},
	quiz,
};
