import { CourseError, SolutionClosed } from "../course";
import { CommandFailure } from "./command-failure";

/** Runs a command of the course; what the learner cannot have ends it with the course's own words. */
export async function answerCourseError<T>(work: Promise<T>): Promise<T> {
	try {
		return await work;
	} catch (error) {
		if (error instanceof CourseError)
			throw new CommandFailure(error.message, error instanceof SolutionClosed ? 1 : 2);
		throw error;
	}
}
