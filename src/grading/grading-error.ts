/** Something an instructor asked for cannot be done. The message says why, and what to do instead. */
export class GradingError extends Error {
	override readonly name = "GradingError";
}
