import { type Command, InvalidArgumentError, Option } from "commander";
import type { RunOptions } from "../../grading/run/run-options";

/** What `grade run` and `grade submit` take alike. */
export interface RunCommandOptions extends RunOptions {
	readonly unsafe?: boolean;
	readonly json?: boolean;
}

/** Adds the options of `RunCommandOptions`. */
export function addRunOptions(command: Command): Command {
	return command
		.requiredOption(
			"--submissions <dir>",
			"the folder (or zip) with one folder or archive a student",
		)
		.requiredOption("--out <dir>", "where results, gradebook and journal go")
		.addOption(
			new Option(
				"--seed <number>",
				"secret seed of the hidden inputs (default: a random one, kept in OUT/run.json)",
			).env("ATTENTION_LAB_SEED"),
		)
		.option("--roster <csv>", "the students of the class")
		.option("--times <csv>", "when things were handed in: student,received")
		.option("--deadline <time>", "with its zone: 2026-11-20T23:59+01:00")
		.option(
			"--late <policy>",
			'what lateness costs: "none" (default), "zero", "percent:10", "grace:15m,late-days:2,percent:10"',
		)
		.option("--extensions <csv>", "more time for some: student,extension,why")
		.option("--only <exercises>", 'the exercises to grade, "05-attention,06" (default: all)')
		.option("--shard <i/n>", "grade the i-th of n parts of the class; see grade merge")
		.option("--limits <list>", 'how much a submission may use: "callSeconds=4,jobSeconds=20"')
		.option("--unsafe", "also without isolation: only for code that you would run by hand")
		.option("--json", "print the summary as one JSON object");
}

export function toCount(value: string): number {
	if (/^[1-9]\d{0,3}$/.test(value)) return Number(value);
	throw new InvalidArgumentError("It must be a whole number, 1 or larger.");
}
