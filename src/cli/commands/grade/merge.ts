import type { Command } from "commander";
import { mergeShards } from "../../../grading/run/merge-shards";
import { answerGradingError } from "../../answer-grading-error";
import { showSummary } from "../../grading/show-summary";

export function addMergeCommand(grade: Command): void {
	grade
		.command("merge")
		.description("make one output folder of those of all shards: the same as of one run")
		.argument("<shards...>", "the output folders of grade run --shard 1/n … n/n")
		.requiredOption("--out <dir>", "where results and gradebook of the whole class go")
		.option("--json", "print the summary as one JSON object")
		.addHelpText("after", "\nExit code as of grade run.")
		.action(async (shards: string[], { out, json = false }: { out: string; json?: boolean }) =>
			showSummary(await answerGradingError(mergeShards(out, shards)), json),
		);
}
