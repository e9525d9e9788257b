import { readFile, stat } from "node:fs/promises";

const largest = 1_000_000;

/** Why a file is no source text. The message is for the learner. */
export class UnreadableSource extends Error {
	override readonly name = "UnreadableSource";
}

/**
 * The text of a learner's file, without byte order mark. Lines may end in any way.
 *
 * @param label how messages call the file
 * @throws UnreadableSource when there is no such file, or it is no UTF-8 text
 */
export async function readSource(file: string, label: string): Promise<string> {
	const bytes = await readBytes(file, label);
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

async function readBytes(file: string, label: string): Promise<Uint8Array> {
	try {
		const { size } = await stat(file);
		if (size > largest)
			throw new UnreadableSource(
				`${label} has ${Math.round(size / 1e6)} MB: that is no exercise. Is it the right file?`,
			);
		return await readFile(file);
	} catch (error) {
		if (error instanceof UnreadableSource) throw error;
		throw new UnreadableSource(`${label} could not be read: ${reason(error)}`);
	}
}

function reason(error: unknown): string {
	const code = error instanceof Error && "code" in error ? error.code : undefined;
	if (code === "ENOENT") return "there is no such file.";
	if (code === "EACCES" || code === "EPERM") return "you may not read it (its permissions say so).";
	if (code === "EISDIR") return "it is a folder.";
	return error instanceof Error ? error.message : String(error);
}
