import type { Command } from "commander";
import {
	findSimilar,
	type SimilarOptions,
	type SimilarReport,
} from "../../../grading/similar/find-similar";
import { answerGradingError } from "../../answer-grading-error";

export function addSimilarCommand(grade: Command): void {
	grade
		.command("similar")
		.description("show which answers of a class are alike, side by side; it judges nobody")
		.requiredOption(
			"--submissions <folder>",
			"as for `grade run`: a folder of submissions, or a zip file of one",
		)
		.requiredOption("--out <folder>", "where to write index.html and similar.json")
		.option(
			"--roster <file>",
			"the list of the class, so that a student's submissions are known as one's",
		)
		.option("--only <exercises>", 'compare only these, such as "05-attention,06"')
		.option("--json", "print one JSON object: {page, data, exercises, leftOut}")
		.action(async ({ json, ...options }: SimilarOptions & { readonly json?: boolean }) => {
			const report = await answerGradingError(findSimilar(options));
			console.log(json ? JSON.stringify(summary(report)) : told(report));
		});
}

const summary = ({ exercises, ...report }: SimilarReport) => ({
	...report,
	exercises: exercises.map(({ exercise, answers, groups }) => ({
		exercise,
		answers,
		groups: groups.map(({ students }) => students),
	})),
});

function told({ page, exercises }: SimilarReport): string {
	const lines = exercises.map(({ exercise, answers, groups }) => {
		const students = groups.reduce((sum, group) => sum + group.students.length, 0);
		const alike =
			groups.length === 0
				? "none alike"
				: `${students} alike, in ${groups.length} group${groups.length === 1 ? "" : "s"}`;
		return `${exercise}: ${answers} answers compared, ${alike}`;
	});
	return [...lines, `\nThe passages side by side: ${page}`, "It shows what agrees, not why."].join(
		"\n",
	);
}
