import type { Lesson } from "../../lesson";
import { hints } from "./hints";
import { misconceptions } from "./misconceptions";
import { quiz } from "./quiz";

export const softmaxLesson: Lesson = {
	id: "02-softmax",
	title: "Softmax: from scores to weights",
	question: "A query scores 0, 2, 1, 0 and 3 against five keys. How does it divide its attention?",
	minutes: 45,
	exercise: {
		functions: ["softmax", "softmaxRows"],
		points: 10,
		allowedImports: [],
		hints,
		misconceptions,
	},
	quiz,
};
