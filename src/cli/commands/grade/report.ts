import type { Command } from "commander";
import { type WrittenReports, writeReports } from "../../../grading/reports/write-reports";
import { answerGradingError } from "../../answer-grading-error";

interface ReportOptions {
	readonly out: string;
	readonly student?: string;
	readonly json?: boolean;
}

export function addReportCommand(grade: Command): void {
	grade
		.command("report")
		.description("write a page for every student and one for the class, from what `grade run` left")
		.requiredOption("--out <folder>", "the output folder of `grade run`; pages go to its reports/")
		.option("--student <id>", "only the page of this student")
		.option("--json", "print what was written as one JSON object")
		.addHelpText(
			"after",
			"\nWrites reports/students/<student>.html, reports/class.html, class.csv and class.json. Every page is one\nfile that needs no network. Nothing of hidden fixtures is in any of them.",
		)
		.action(async ({ out, student, json }: ReportOptions) => {
			const written = await answerGradingError(writeReports(out, student));
			console.log(json ? JSON.stringify(written) : summary(written));
		});
}

function summary({ classPage, studentPages, needLook, quarantined }: WrittenReports): string {
	const [first] = studentPages;
	return [
		classPage
			? `${studentPages.length} student pages, and the class page: ${classPage}`
			: `The page of ${first?.student}: ${first?.path}`,
		needLook.length > 0 &&
			`Without a grade, because something needs a look: ${needLook.join(", ")}`,
		quarantined > 0 && `In quarantine: ${quarantined}; the class page says why.`,
	]
		.filter((line) => line !== false)
		.join("\n");
}
