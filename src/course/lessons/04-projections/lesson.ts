import type { Lesson } from "../../lesson";
import { hints } from "./hints";
import { misconceptions } from "./misconceptions";
import { quiz } from "./quiz";

export const projectionsLesson: Lesson = {
	id: "04-projections",
	title: "Projections: queries, keys and values",
	question: "`bank` wants to hear from `fished`. Must `fished` then want to hear from `bank`?",
	minutes: 45,
	exercise: {
		functions: ["linear", "projectQKV"],
		points: 10,
		allowedImports: ["dot", "transpose", "matmul"],
		hints,
		misconceptions,
	},
	quiz,
};
