import { CourseError, findLesson, lessons } from "../course";
import { GradingError } from "./grading-error";

/**
 * The exercises that `--only 05-attention,06` means, by id in the order of the course; without it, all.
 *
 * @throws GradingError
 */
export function chosenExercises(only: string | undefined): string[] {
	const all = lessons.map(({ id }) => id);
	if (only === undefined) return all;
	try {
		const wanted = new Set(only.split(",").map((word) => findLesson(word.trim()).id));
		return all.filter((id) => wanted.has(id));
	} catch (error) {
		throw error instanceof CourseError ? new GradingError(`--only: ${error.message}`) : error;
	}
}
