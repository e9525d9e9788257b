import type { Command } from "commander";
import { queueParts } from "../../../grading/queue/queue-parts";
import { gradeAndShow } from "../../grading/grade-and-show";
import { addRunOptions, type RunCommandOptions } from "../../grading/run-options";

export function addSubmitCommand(grade: Command): void {
	const command = grade
		.command("submit")
		.description("as grade run, but other machines judge: those where grade worker runs");
	addRunOptions(command)
		.requiredOption("--redis <url>", "the Redis that the workers use, redis://host:6379")
		.addHelpText(
			"after",
			"\nWhoever reaches this Redis can read the submissions and the secret seed: keep it among the graders.\nExit code as of grade run.",
		)
		.action(submit);
}

const submit = ({
	redis: url,
	...options
}: RunCommandOptions & { readonly redis: string }): Promise<void> =>
	gradeAndShow(options, ({ unsafe, say }) => queueParts({ url, unsafe, say }));
