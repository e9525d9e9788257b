import { isDeepStrictEqual } from "node:util";
import type { Submission } from "../submission";
import { type Due, secondsLate } from "./due-times";
import { type LatePolicy, partLeft } from "./late-policy";

/**
 * Which of one student's submissions counts: the latest that is on time; when none is, the latest that
 * the policy leaves whole (its grace, its late days); when there is none of these either, the latest.
 *
 * When the student sent the very same before, it counts from the first time on: to send a thing again
 * makes nobody late.
 *
 * @param submissions of one student, in any order
 */
export function countingSubmission(
	submissions: readonly Submission[],
	due: Due | undefined,
	policy: LatePolicy,
): Submission | undefined {
	const byTime = submissions.toSorted(
		(a, b) => Date.parse(a.receivedAt) - Date.parse(b.receivedAt) || (a.source < b.source ? -1 : 1),
	);
	const late = ({ receivedAt }: Submission) => secondsLate(receivedAt, due);
	const latest =
		byTime.findLast((one) => late(one) === 0) ??
		byTime.findLast((one) => partLeft(policy, late(one), due?.lateDays) === 1) ??
		byTime.at(-1);
	return latest && byTime.find((one) => isDeepStrictEqual(one.exercises, latest.exercises));
}
