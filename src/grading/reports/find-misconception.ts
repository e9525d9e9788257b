import { lessons } from "../../course";
import type { Misconception } from "../../course/lesson";

/** What the course says about a well-known mistake; undefined when this version does not know it. */
export const findMisconception = (exercise: string, id: string): Misconception | undefined =>
	lessons
		.find((lesson) => lesson.id === exercise)
		?.exercise.misconceptions.find((misconception) => misconception.id === id);
