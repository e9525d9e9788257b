import type { Lesson } from "../lesson";
import { changeProgress, type KeptProgress } from "./progress-file";

const now = (): string => new Date().toISOString();

/** Records a check of the learner's own file. */
export function recordAttempt(
	{ id }: Lesson,
	{ points, passed }: { readonly points: number; readonly passed: boolean },
): Promise<KeptProgress> {
	return changeProgress(id, (before) => ({
		...before,
		attempts: before.attempts + 1,
		bestPoints: Math.max(before.bestPoints, points),
		...(passed && { passedAt: before.passedAt ?? now() }),
	}));
}

/** Records that hint number `hint`, from 1, was shown. */
export function recordHint({ id }: Lesson, hint: number): Promise<KeptProgress> {
	return changeProgress(id, (before) => ({
		...before,
		hintsTaken: Math.max(before.hintsTaken, hint),
	}));
}

/** Records that the solution was shown, and whether that was before the exercise was passed. */
export function recordSolution({ id }: Lesson, gaveUp: boolean): Promise<KeptProgress> {
	return changeProgress(id, (before) => ({
		...before,
		solutionSeenAt: before.solutionSeenAt ?? now(),
		...(gaveUp && { gaveUpAt: before.gaveUpAt ?? now() }),
	}));
}

/** Records the answer to question number `question`, from 1, of the quiz. */
export function recordAnswer(
	{ id }: Lesson,
	question: number,
	answer: { readonly choice: number; readonly right: boolean },
): Promise<KeptProgress> {
	return changeProgress(id, (before) => ({
		...before,
		quiz: { ...before.quiz, [question]: { ...answer, at: now() } },
	}));
}
