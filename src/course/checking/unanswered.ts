const brand = Symbol.for("attention-lab.unanswered");

/**
 * Thrown by an implementation in place of an answer: whoever runs the function elsewhere lost it. This says nothing
 * of what the function does, so no check takes it for an error that was thrown there.
 */
export class Unanswered extends Error {
	override readonly name: string = "Unanswered";
	readonly [brand] = true;
}

/** Also of one that comes from another bundle. */
export const isUnanswered = (error: unknown): error is Unanswered =>
	typeof error === "object" && error !== null && brand in error;
