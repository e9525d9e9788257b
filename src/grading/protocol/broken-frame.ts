/** The other side sent something that is no message: it is not to be listened to any further. */
export class BrokenFrame extends Error {
	override readonly name = "BrokenFrame";
}
