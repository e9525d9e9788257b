/** Something that was handed in cannot be opened, or must not be. The message is for the student. */
export class Unusable extends Error {
	override readonly name = "Unusable";
}
