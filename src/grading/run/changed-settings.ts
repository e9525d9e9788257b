import { isDeepStrictEqual } from "node:util";
import type { RunSettings } from "./run-settings";

type Told = Pick<
	RunSettings,
	"exercises" | "deadline" | "late" | "roster" | "extensions" | "limits" | "inputs"
>;

/**
 * What a run does otherwise than the one before it in the same folder, a phrase each: whoever forgets an option
 * when they run again would else not see that everybody's grades come out differently.
 */
export function changedSettings(before: Told, now: Told): string[] {
	return [
		change("exercises", exercisesOf(before), exercisesOf(now)),
		change("--deadline", before.deadline, now.deadline),
		change("--late", before.late, now.late),
		change("--submissions", before.inputs.submissions, now.inputs.submissions),
		change("--times", before.inputs.times, now.inputs.times),
		changedList("--roster", before.roster?.students, now.roster?.students),
		changedList("--extensions", before.extensions, now.extensions),
		...(isDeepStrictEqual(before.limits, now.limits) ? [] : ["other --limits"]),
	].filter((phrase) => phrase !== undefined);
}

const exercisesOf = ({ exercises }: Told): string =>
	exercises.map(({ exercise }) => exercise).join(",");

function change(name: string, before = "none", now = "none"): string | undefined {
	return before === now ? undefined : `${name} ${now} (was ${before})`;
}

function changedList(
	name: string,
	before: readonly unknown[] | undefined,
	now: readonly unknown[] | undefined,
): string | undefined {
	if (isDeepStrictEqual(before, now)) return undefined;
	const told = (list: readonly unknown[] | undefined) => (list ? `of ${list.length}` : "none");
	return change(name, told(before), told(now)) ?? `another ${name}`;
}
