/** The largest file that is taken for an exercise, in bytes. */
export const largestSource = 1_000_000;

/** Why a file is no source text. The message is for the learner. */
export class UnreadableSource extends Error {
	override readonly name = "UnreadableSource";
}

/**
 * The text of a learner's file, without byte order mark. Lines may end in any way.
 *
 * @param label how messages call the file
 * @throws UnreadableSource when it is no UTF-8 text
 */
export function decodeSource(bytes: Uint8Array, label: string): string {
	const utf16 =
		(bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
	try {
		if (!utf16 && !bytes.includes(0))
			return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
	} catch {}
	const kind = utf16 ? "is saved as UTF-16" : "is no UTF-8 text";
	throw new UnreadableSource(
		`${label} ${kind}. Open it in an editor and save it as UTF-8 (in VS Code: click the encoding in the status bar).`,
	);
}

/** What is said of a file that is larger than `largestSource`. */
export const tooLarge = (label: string, bytes: number): string =>
	`${label} has ${Math.round(bytes / 1e6)} MB: that is no exercise. Is it the right file?`;
