import { Argument, type Command, Option } from "commander";
import { exportClass, type WrittenExport } from "../../../grading/exports/export-class";
import { type ExportOptions, moodleIdentities } from "../../../grading/exports/exported";
import { type FormatName, formatNames, formats } from "../../../grading/exports/formats";
import { problemText } from "../../../grading/exports/problem";
import { answerGradingError } from "../../answer-grading-error";
import { CommandFailure } from "../../command-failure";

const most = 20;

export function addExportCommand(grade: Command): void {
	grade
		.command("export")
		.description(
			"write the grades in the format of another system, after checking that it will take them",
		)
		.addArgument(new Argument("<format>", "one of those below").choices(formatNames))
		.requiredOption("--out <folder>", "the output folder of `grade run`; files go to its exports/")
		.option("--title <text>", "what the assignment is called there", "attention-lab")
		.option("--gradebook <csv>", "canvas, moodle: the table of students that you downloaded there")
		.addOption(
			new Option("--identify-by <id>", "moodle: how it knows students").choices(moodleIdentities),
		)
		.option("--classroom <name>", "classroom50: the classroom's short name")
		.option("--assignment <name>", "classroom50: the assignment's short name")
		.option("--autograder", "gradescope: write autograder.zip, too; it holds the secret seed")
		.option("--unsafe", "gradescope: the autograder may judge behind Gradescope's container alone")
		.option("--json", "print what was written as one JSON object")
		.addHelpText(
			"after",
			`\nFormats:\n${formatNames.map((name) => `  ${name.padEnd(12)} ${formats[name].is}`).join("\n")}\n\nA grade that is not known is left empty, never 0, and listed. Exit code 1: the other system would refuse\nor misread the file, so nothing was written.`,
		)
		.action(runExport);
}

async function runExport(
	format: FormatName,
	{ json, ...options }: ExportOptions & { readonly json?: boolean },
): Promise<void> {
	const exported = await answerGradingError(exportClass(format, options));
	console.log(json ? JSON.stringify(exported) : summary(exported));
	if (exported.problems.length > 0) throw new CommandFailure("", 1);
}

function summary({ format, written, problems, leftOut, notes }: WrittenExport): string {
	const sections = [
		problems.length > 0 &&
			`Nothing was written: ${format} would not take it.\n${listed(problems.map(problemText))}`,
		written.length > 0 &&
			`${written.length === 1 ? "Written" : `${written.length} files`}:\n${listed(written)}`,
		problems.length + written.length === 0 &&
			"Nothing was written: no student has a grade to export.",
		leftOut.length > 0 &&
			`Without a grade there:\n${listed(leftOut.map(({ student, why }) => `${student} ${why}`))}`,
		...notes,
	];
	return sections.filter((section) => section !== false).join("\n\n");
}

function listed(lines: readonly string[]): string {
	const shown = lines.slice(0, most).map((line) => `  ${line}`);
	const rest = lines.length - most;
	return [...shown, ...(rest > 0 ? [`  … and ${rest} more (--json lists all)`] : [])].join("\n");
}
