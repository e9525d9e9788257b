import type { Command } from "commander";
import { hint } from "../../course";
import { answerCourseError } from "../answer-course-error";

export function addHintCommand(program: Command): void {
	program
		.command("hint")
		.description("the next hint for an exercise; each goes a step further than the last")
		.argument("<exercise>", 'such as "02-softmax" or "02"')
		.action(async (exercise: string) => {
			console.log(String(await answerCourseError(hint(exercise))));
		});
}
