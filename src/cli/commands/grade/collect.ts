import { Argument, type Command } from "commander";
import {
	type Collected,
	type CollectOptions,
	collect,
	systems,
} from "../../../grading/collect/collect";
import { answerGradingError } from "../../answer-grading-error";
import { CommandFailure } from "../../command-failure";

export function addCollectCommand(grade: Command): void {
	grade
		.command("collect")
		.description(
			"make a folder of submissions out of a download of Canvas, Moodle, Gradescope or GitHub",
		)
		.addArgument(new Argument("<system>", "where the download comes from").choices(systems))
		.requiredOption("--from <path>", "the downloaded zip file, or the folder it was unpacked into")
		.requiredOption(
			"--out <folder>",
			"where to write submissions/ and roster.csv; adds, never overwrites",
		)
		.option(
			"--gradebook <file>",
			"what says who is who: Canvas's gradebook, Moodle's grading worksheet, GitHub Classroom's grades (CSV)",
		)
		.option(
			"--groups <file>",
			"Canvas's list of groups (CSV): a group's submission counts for each member",
		)
		.option(
			"--deadline <time>",
			"Canvas only says who was late: everybody else counts as received at this time",
		)
		.option("--zone <place>", 'the time zone of the Moodle site, such as "Europe/Berlin"')
		.option("--prefix <text>", "github, folders: what every folder's name begins with")
		.option("--json", "print one JSON object: {submissions, roster, added, known, unplaced, notes}")
		.addHelpText(
			"after",
			"\nExit code 1: something was not taken, because whose it is cannot be told.",
		)
		.action(async (system: CollectOptions["system"], options: Options) => {
			const collected = await answerGradingError(collect({ ...options, system }));
			console.log(options.json ? JSON.stringify(collected) : told(collected));
			if (collected.unplaced.length > 0) throw new CommandFailure("", 1);
		});
}

interface Options extends Omit<CollectOptions, "system"> {
	readonly json?: boolean;
}

function told({ submissions, roster, added, known, unplaced, notes }: Collected): string {
	const there = known.length > 0 ? `, ${known.length} were there already` : "";
	return [
		`${count(added.length, "submission")} written to ${submissions}${there}.`,
		...(roster ? [`The students are in ${roster}.`] : []),
		...notes,
		...(unplaced.length > 0 ? [`\nNot taken (${unplaced.length}):`] : []),
		...unplaced.map(({ source, why }) => `  ${source}\n    ${why}`),
	].join("\n");
}

const count = (n: number, what: string): string => `${n} ${what}${n === 1 ? "" : "s"}`;
