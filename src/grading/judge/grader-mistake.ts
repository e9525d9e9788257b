import { Unanswered } from "../../course/checking/unanswered";

/** Something went wrong on the grader's side of a call: nobody's result may depend on it. */
export class GraderMistake extends Unanswered {
	override readonly name = "GraderMistake";

	constructor(error: unknown) {
		super(String(error), { cause: error });
	}
}
