import { gradeRun } from "../../grading/run/grade-run";
import type { RunParts } from "../../grading/run/run-parts";
import { answerGradingError } from "../answer-grading-error";
import { createRunListener } from "./run-listener";
import type { RunCommandOptions } from "./run-options";
import { showSummary } from "./show-summary";
import { stoppable } from "./stoppable";

/**
 * Grades a class, shows how far it is, and sums up.
 *
 * @param partsFor who judges; `say` prints a line above the progress
 */
export async function gradeAndShow(
	{ json = false, unsafe = false, ...options }: RunCommandOptions,
	partsFor: (settings: { unsafe: boolean; say: (text: string) => void }) => RunParts,
): Promise<void> {
	const listener = createRunListener();
	const parts = partsFor({ unsafe, say: listener.say });
	const summary = await answerGradingError(
		stoppable(
			(signal) => gradeRun(options, parts, listener, signal),
			"\nStopped. What was judged is kept: the same command goes on.",
		).finally(listener.end),
	);
	showSummary(summary, json);
}
