import type { Command } from "commander";
import { localParts } from "../../../grading/run/local-parts";
import { regrade } from "../../../grading/run/regrade";
import { answerGradingError } from "../../answer-grading-error";
import { regradeText } from "../../grading/regrade-text";
import { createRunListener } from "../../grading/run-listener";
import { toCount } from "../../grading/run-options";
import { stoppable } from "../../grading/stoppable";

interface RegradeOptions {
	readonly out: string;
	readonly commit?: boolean;
	readonly jobs?: number;
	readonly unsafe?: boolean;
	readonly json?: boolean;
}

export function addRegradeCommand(grade: Command): void {
	grade
		.command("regrade")
		.description(
			"after a change of tests or library: judge again what it touches and show what changes",
		)
		.requiredOption("--out <dir>", "the output folder of grade run")
		.option(
			"--commit",
			"replace results and gradebook; the old results are kept as results.<n>.json",
		)
		.option("--jobs <n>", "how many are judged at a time (default: the processors)", toCount)
		.option("--unsafe", "also without isolation: only for code that you would run by hand")
		.option("--json", "print the differences as one JSON object")
		.action(run);
}

async function run({ out, commit = false, jobs, unsafe, json }: RegradeOptions): Promise<void> {
	const listener = createRunListener();
	const parts = localParts({
		...(unsafe !== undefined && { unsafe }),
		...(jobs !== undefined && { lanes: jobs }),
	});
	const answer = await answerGradingError(
		stoppable(
			(signal) => regrade(out, commit, parts, listener, signal),
			"\nStopped. The results are as they were; the same command goes on.",
		).finally(listener.end),
	);
	console.log(json ? JSON.stringify(answer) : regradeText(answer, out));
}
