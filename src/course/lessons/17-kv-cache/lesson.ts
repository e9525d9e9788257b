import type { Lesson } from "../../lesson";
import { modelFunctions } from "../earlier-functions";
import { hints } from "./hints";
import { misconceptions } from "./misconceptions";
import { quiz } from "./quiz";

export const kvCacheLesson: Lesson = {
	id: "17-kv-cache",
	title: "The key-value cache, and your own project",
	question: "Must a model read its whole text again for every character that it writes?",
	minutes: 60,
	exercise: {
		functions: ["prefill", "stepWithCache"],
		points: 10,
		allowedImports: [...modelFunctions, "crossAttention", "gptForward"],
		hints,
		misconceptions,
	},
	quiz,
};
