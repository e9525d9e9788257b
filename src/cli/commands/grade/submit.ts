import type { Command } from "commander";
import { queueParts } from "../../../grading/queue/queue-parts";
import { gradeRun } from "../../../grading/run/grade-run";
import { answerGradingError } from "../../answer-grading-error";
import { createRunListener } from "../../grading/run-listener";
import { addRunOptions, type RunCommandOptions } from "../../grading/run-options";
import { showSummary } from "../../grading/show-summary";
import { stoppable } from "../../grading/stoppable";

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

async function submit({
	redis: url,
	unsafe = false,
	json = false,
	...options
}: RunCommandOptions & { readonly redis: string }): Promise<void> {
	const listener = createRunListener();
	const parts = queueParts({ url, unsafe, say: listener.say });
	const summary = await answerGradingError(
		stoppable(
			(signal) => gradeRun(options, parts, listener, signal),
			"\nStopped. What was judged is kept: the same command goes on.",
		).finally(listener.end),
	);
	showSummary(summary, json);
}
