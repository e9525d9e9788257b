import type { Command } from "commander";
import { localParts } from "../../../grading/run/local-parts";
import { gradeAndShow } from "../../grading/grade-and-show";
import { addRunOptions, type RunCommandOptions, toCount } from "../../grading/run-options";

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

const run = ({ jobs, ...options }: RunCommandOptions & { readonly jobs?: number }): Promise<void> =>
	gradeAndShow(options, ({ unsafe }) =>
		localParts({ unsafe, ...(jobs !== undefined && { lanes: jobs }) }),
	);
