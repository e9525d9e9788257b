/** Thrown by a command to end with a message for the person and an exit code other than 0. */
export class CommandFailure extends Error {
	constructor(
		message: string,
		/** 1: the answer is "no" (a failed check). 2: wrong use or a broken environment. */
		readonly exitCode: 1 | 2,
	) {
		super(message);
		this.name = "CommandFailure";
	}
}
