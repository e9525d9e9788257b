import type { Command } from "commander";
import { type SolutionOptions, solution } from "../../course";
import { answerCourseError } from "../answer-course-error";

export function addSolutionCommand(program: Command): void {
	program
		.command("solution")
		.description("the solution of an exercise, once you have passed it")
		.argument("<exercise>", 'such as "02-softmax" or "02"')
		.option("--give-up", "open it before you have passed; this is recorded")
		.action(async (exercise: string, options: SolutionOptions) => {
			console.log(String(await answerCourseError(solution(exercise, options))));
		});
}
