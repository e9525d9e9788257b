/** Thrown by a request's handler to answer with a status and a message that a person can act on. */
export class Refusal extends Error {
	constructor(
		readonly status: number,
		message: string,
	) {
		super(message);
		this.name = "Refusal";
	}
}
