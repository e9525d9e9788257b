import type { Lesson } from "../../lesson";
import { lookUpFunctions } from "../earlier-functions";
import { hints } from "./hints";
import { misconceptions } from "./misconceptions";
import { quiz } from "./quiz";

export const blockLesson: Lesson = {
	id: "14-block",
	title: "The block: residual, layer norm, feed-forward",
	question: "Attention alone, stacked, makes all tokens alike. What else does a layer need?",
	minutes: 60,
	exercise: {
		functions: ["layerNorm", "feedForward", "transformerBlock"],
		points: 10,
		allowedImports: [
			...lookUpFunctions,
			"linear",
			"projectQKV",
			"scaledScores",
			"attention",
			"causalMask",
			"combineMasks",
			"maskedSoftmaxRows",
			"splitHeads",
			"mergeHeads",
			"multiHeadAttention",
		],
		hints,
		misconceptions,
	},
	quiz,
};
