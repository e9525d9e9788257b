import type { Lesson } from "../../lesson";
import { hints } from "./hints";
import { misconceptions } from "./misconceptions";
import { quiz } from "./quiz";

export const shapesLesson: Lesson = {
	id: "00-shapes",
	title: "Shapes: vectors, matrices and their product",
	question: "Two people, three things to buy, four shops: who should shop where?",
	minutes: 30,
	exercise: {
		functions: ["dot", "transpose", "matmul"],
		points: 8,
		allowedImports: [],
		hints,
		misconceptions,
	},
	quiz,
};
