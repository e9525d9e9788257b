import type { Lesson } from "../../lesson";
import { lookUpFunctions } from "../earlier-functions";
import { hints } from "./hints";
import { misconceptions } from "./misconceptions";
import { quiz } from "./quiz";

export const costLesson: Lesson = {
	id: "11-cost",
	title: "Cost: what every pair of tokens costs, and what can be saved",
	question:
		"A text twice as long has four times as many pairs. Must it need four times the memory?",
	minutes: 75,
	exercise: {
		functions: ["attentionFlops", "attentionBytes", "onlineSoftmax", "tiledAttention"],
		points: 12,
		allowedImports: [...lookUpFunctions, "linear"],
		hints,
		misconceptions,
	},
	quiz,
};
