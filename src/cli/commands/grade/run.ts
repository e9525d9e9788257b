import type { Command } from "commander";
import { gradeRun } from "../../../grading/run/grade-run";
import { localParts } from "../../../grading/run/local-parts";
import { answerGradingError } from "../../answer-grading-error";
import { createRunListener } from "../../grading/run-listener";
import { addRunOptions, type RunCommandOptions, toCount } from "../../grading/run-options";
import { showSummary } from "../../grading/show-summary";
import { stoppable } from "../../grading/stoppable";

export function addRunCommand(grade: Command): void {
	const command = grade
		.command("run")
		.description("grade everything that was handed in; stopped anywhere, the same command goes on");
	addRunOptions(command)
		.option("--jobs <n>", "how many are judged at a time (default: the processors)", toCount)
		.addHelpText(
			"after",
			"\nExit code: 0 everybody has a grade; 1 somebody has to look (quarantine, or a grade that is not known), or it was stopped; 2 wrong use, or it cannot be graded here.",
		)
		.action(run);
}

async function run({
	jobs,
	unsafe = false,
	json = false,
	...options
}: RunCommandOptions & { readonly jobs?: number }): Promise<void> {
	const listener = createRunListener();
	const parts = localParts({ unsafe, ...(jobs !== undefined && { lanes: jobs }) });
	const summary = await answerGradingError(
		stoppable(
			(signal) => gradeRun(options, parts, listener, signal),
			"\nStopped. What was judged is kept: the same command goes on.",
		).finally(listener.end),
	);
	showSummary(summary, json);
}
