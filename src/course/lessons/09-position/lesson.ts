import type { Lesson } from "../../lesson";
import { hints } from "./hints";
import { misconceptions } from "./misconceptions";
import { quiz } from "./quiz";

export const positionLesson: Lesson = {
	id: "09-position",
	title: "Position: telling attention where a token stands",
	question:
		"Turn the sentence round, and attention gives every word the same vector. How can it tell order?",
	minutes: 60,
	exercise: {
		functions: ["sinusoidalPositions", "applyRope", "alibiBias"],
		points: 12,
		allowedImports: ["dot", "transpose", "matmul"],
		hints,
		misconceptions,
	},
	quiz,
};
