import type { Command } from "commander";
import { reset } from "../../course";
import { answerCourseError } from "../answer-course-error";

export function addResetCommand(program: Command): void {
	program
		.command("reset")
		.description("put the original of an exercise back; what you had there is kept as a copy")
		.argument("<exercise>", 'such as "02-softmax" or "02"')
		.action(async (exercise: string) => {
			const { file, backup, isNew } = await answerCourseError(reset(exercise));
			if (isNew) console.log(`${file} is the original again.`);
			else console.log(`${file} is the original already: nothing was changed.`);
			if (backup) console.log(`What was there is kept as ${backup}`);
		});
}
