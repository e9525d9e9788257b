import type { Failure } from "./checking/failure";
import type { JudgeAnswer } from "./judge/judge-process";

/**
 * What a check that was cut short tells the learner.
 *
 * @param label how messages call the file
 * @param timeLimit how long it was given, in milliseconds
 */
export function cutShortProblem(
	{ by, during }: NonNullable<JudgeAnswer["cutShort"]>,
	label: string,
	timeLimit: number,
): Failure {
	const what = during === undefined ? `Loading ${label}` : `“${during}”`;
	if (by === "time limit")
		return {
			summary: `${what} did not come to an end within ${timeLimit / 1000} s: a loop ${during === undefined ? "outside the functions " : ""}probably runs for ever. Look at each loop: does its condition become false, is its counter counted up?`,
		};
	if (by === "memory")
		return {
			summary: `${what} used up the memory: an array that grows for ever? Look at what is pushed inside loops.`,
		};
	return {
		summary: `${what} ended the process that checks your code. Does it call process.exit, process.abort or process.kill? An exercise must not.`,
	};
}
