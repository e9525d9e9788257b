/** A file that is no notebook we can use. The message says which, what is wrong with it, and what to do. */
export class NotebookError extends Error {
	override readonly name = "NotebookError";
}
