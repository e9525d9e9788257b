import type { Command } from "commander";
import { ReleaseLeak, release } from "../../../grading/release/release";
import { answerGradingError } from "../../answer-grading-error";
import { CommandFailure } from "../../command-failure";

interface Options {
	readonly out: string;
	readonly secret?: readonly string[];
	readonly json?: boolean;
}

export function addReleaseCommand(grade: Command): void {
	grade
		.command("release")
		.description(
			"write the student edition of the course: no solutions, no history, nothing of a grading",
		)
		.requiredOption("--out <folder>", "where to write it: a folder that is empty or not there yet")
		.option("--secret <folders...>", "output folders of `grade run`: their seeds must not be in it")
		.option("--json", "print one JSON object: {folder, files, solutions, seeds}")
		.addHelpText(
			"after",
			"\nEvery file is looked through for solutions and seeds before the first is written. Exit code 1: something would have been given away.",
		)
		.action(async ({ json, ...options }: Options) => {
			const released = await answerGradingError(release(options)).catch((error: unknown) => {
				throw error instanceof ReleaseLeak ? new CommandFailure(error.message, 1) : error;
			});
			console.log(
				json
					? JSON.stringify(released)
					: `The student edition is in ${released.folder}: ${released.files} files. No file holds a function of the ${released.solutions} solutions${released.seeds > 0 ? `, nor ${released.seeds === 1 ? "the seed" : `any of the ${released.seeds} seeds`}` : ""}.\nTo hand it out: put it into a repository of its own, or into a zip file.`,
			);
		});
}
