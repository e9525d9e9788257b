import type { Lesson } from "../../lesson";
import { lookUpFunctions } from "../earlier-functions";
import { hints } from "./hints";
import { misconceptions } from "./misconceptions";
import { quiz } from "./quiz";

export const gradientsLesson: Lesson = {
	id: "12-gradients",
	title: "Gradients: back through attention by hand",
	question:
		"The output is wrong. Which number of which query, key or value should change, and how?",
	minutes: 75,
	exercise: {
		functions: ["softmaxBackward", "attentionBackward", "numericalGradient"],
		points: 14,
		allowedImports: [...lookUpFunctions, "linear", "scaledScores", "attention"],
		hints,
		misconceptions,
	},
	quiz,
};
