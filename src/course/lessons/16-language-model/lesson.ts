import type { Lesson } from "../../lesson";
import { modelFunctions } from "../earlier-functions";
import { hints } from "./hints";
import { misconceptions } from "./misconceptions";
import { quiz } from "./quiz";

export const languageModelLesson: Lesson = {
	id: "16-language-model",
	title: "Your own language model",
	question: "What does it take, from an empty file, to a program that writes?",
	minutes: 90,
	exercise: {
		functions: ["buildVocabulary", "encode", "decode", "gptForward", "generate"],
		points: 12,
		allowedImports: [...modelFunctions],
		hints,
		misconceptions,
	},
	quiz,
};
