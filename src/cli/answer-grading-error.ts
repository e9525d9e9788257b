import { GradingError } from "../grading";
import { CommandFailure } from "./command-failure";

/** Runs a command of the grader; what the instructor cannot have ends it with the grader's own words. */
export async function answerGradingError<T>(work: Promise<T>): Promise<T> {
	try {
		return await work;
	} catch (error) {
		if (error instanceof GradingError) throw new CommandFailure(error.message, 2);
		throw error;
	}
}
