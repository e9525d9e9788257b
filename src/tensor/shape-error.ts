/** Thrown when tensors do not fit: its message names the operation, quotes the shapes and says what to do. */
export class ShapeError extends Error {
	override readonly name = "ShapeError";
}
