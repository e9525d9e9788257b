import type { Lesson } from "../../lesson";
import { lookUpFunctions } from "../earlier-functions";
import { hints } from "./hints";
import { misconceptions } from "./misconceptions";
import { quiz } from "./quiz";

export const multiHeadLesson: Lesson = {
	id: "07-multi-head",
	title: "Multi-head attention: several questions at once",
	question:
		"fished wants to know who did it, and where. How can one token ask two questions at once?",
	minutes: 60,
	exercise: {
		functions: ["splitHeads", "mergeHeads", "multiHeadAttention"],
		points: 16,
		allowedImports: [
			...lookUpFunctions,
			"linear",
			"projectQKV",
			"scaledScores",
			"attention",
			"causalMask",
			"paddingMask",
			"combineMasks",
			"maskedSoftmaxRows",
		],
		hints,
		misconceptions,
	},
	quiz,
};
