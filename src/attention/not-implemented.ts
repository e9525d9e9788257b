/** What the stubs of an exercise throw until the learner has written them. */
export class NotImplemented extends Error {
	override readonly name = "NotImplemented";

	/**
	 * @param functionName the function that is still to be written
	 * @param file where it is, from the course's folder: "exercises/02-softmax.ts"
	 */
	constructor(
		readonly functionName: string,
		readonly file: string,
	) {
		super(
			`${functionName} is still to be written: open ${file}, replace the line ` +
				`"throw new NotImplemented(…)" in ${functionName} with your code, and save`,
		);
	}
}
