/** Thrown when arrays do not fit: its message quotes the names and the shapes. */
export class ShapeError extends Error {
	override readonly name = "ShapeError";
}
