import { z } from "zod";

const moment = z.iso.datetime();

const exerciseProgress = z.object({
	/** How often it was checked. */
	attempts: z.int().min(0),
	bestPoints: z.number().min(0),
	/** When all points were reached for the first time. */
	passedAt: moment.optional(),
	hintsTaken: z.int().min(0),
	/** When the learner asked for the solution without having passed. */
	gaveUpAt: moment.optional(),
	/** When the solution was shown for the first time. */
	solutionSeenAt: moment.optional(),
	/** The last answer to each question of the quiz, by the question's number from 1. */
	quiz: z.record(z.string(), z.object({ choice: z.int().min(1), right: z.boolean(), at: moment })),
});

const progress = z.object({
	version: z.literal(1),
	exercises: z.record(z.string(), exerciseProgress),
});

export type ExerciseProgress = Readonly<z.infer<typeof exerciseProgress>>;

/** How far the learner is, by exercise id; an exercise that was never touched is not in it. */
export type Progress = Readonly<z.infer<typeof progress>>;

export const untouched: ExerciseProgress = { attempts: 0, bestPoints: 0, hintsTaken: 0, quiz: {} };

/** Undefined when the text is not progress as this version writes it. */
export function parseProgress(text: string): Progress | undefined {
	try {
		return progress.parse(JSON.parse(text));
	} catch {
		return undefined;
	}
}
