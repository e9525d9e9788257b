/** Something went wrong on the grader's side of a call: nobody's result may depend on it. */
export class GraderMistake extends Error {
	override readonly name = "GraderMistake";

	constructor(error: unknown) {
		super(String(error), { cause: error });
	}
}
