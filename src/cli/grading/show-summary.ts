import { join } from "node:path";
import type { RunSummary } from "../../grading/run/run-summary";
import { states } from "../../grading/state";
import { CommandFailure } from "../command-failure";

/**
 * Prints what came of a run.
 *
 * @throws CommandFailure with exit code 1 when somebody has to look
 */
export function showSummary(summary: RunSummary, json: boolean): void {
	console.log(json ? JSON.stringify(summary) : summaryText(summary));
	if (summary.needsPerson) throw new CommandFailure("", 1);
}

function summaryText(summary: RunSummary): string {
	const { out, students, handedIn, meanGrade, maxPoints, isolation } = summary;
	const counts = states.flatMap((state) =>
		summary.states[state] > 0 ? [`${summary.states[state]} ${state}`] : [],
	);
	return [
		"",
		`${students} student${students === 1 ? "" : "s"}, ${handedIn} handed in; exercises: ${counts.join(", ") || "none"}`,
		...(meanGrade === null ? [] : [`mean grade ${meanGrade} of ${maxPoints}`]),
		isolation === "none"
			? "isolation: NONE. Whatever was handed in could read and change what you can."
			: `isolation: ${isolation}`,
		...toLookAt(summary),
		`Results: ${join(out, "results.json")} and ${join(out, "gradebook.csv")}`,
	].join("\n");
}

function toLookAt({ out, missing, quarantined, unknownGrades, states }: RunSummary): string[] {
	return [
		...(missing.length > 0
			? [
					`Nobody handed in ${missing.join(", ")}: were they asked for? --only names the exercises that are.`,
				]
			: []),
		...(quarantined > 0
			? [
					`${quarantined} in quarantine, graded for nobody: see "quarantine" in ${join(out, "intake.json")}.`,
				]
			: []),
		...(unknownGrades > 0
			? [
					`${unknownGrades} without a grade, because something has to be looked at: see "notes" in the gradebook, and "attention-lab grade override --help".`,
				]
			: []),
		...(states["infra-error"] > 0
			? [
					"The grader itself failed for some: run the same command again, only these are judged again.",
				]
			: []),
	];
}
