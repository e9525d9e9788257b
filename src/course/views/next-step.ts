import { hasSolutions } from "../has-solutions";
import type { Verdict } from "../verdict";

/** Where a view is read: what a learner is told to do next is typed differently there. */
export type Place = "notebook" | "terminal";

/** How to call one of the course's commands from there, as prose. */
export function invocation(
	place: Place,
	command: "hint" | "solution" | "check",
	exercise: string,
): string {
	return place === "notebook"
		? `\`await ${command}("${exercise}")\``
		: `\`npx attention-lab ${command} ${exercise}\``;
}

/** What to do after a verdict, as prose. */
export function nextStep({ details, exercise, passed, file }: Verdict, place: Place): string {
	const { hints } = details.lesson.exercise;
	const taken = details.hintsTaken;
	if (passed)
		return hasSolutions()
			? `Done. Compare your way with another: ${invocation(place, "solution", exercise)}`
			: "Done.";
	const open = `Edit ${file}, save, and check again.`;
	return taken < hints.length
		? `${open} If you are stuck, hint ${taken + 1} of ${hints.length}: ${invocation(place, "hint", exercise)}`
		: `${open} All hints are taken: ${invocation(place, "hint", exercise)} shows them again.`;
}
