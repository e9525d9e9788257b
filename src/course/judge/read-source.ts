import { readFile, stat } from "node:fs/promises";
import { decodeSource, largestSource, tooLarge, UnreadableSource } from "./decode-source";

/**
 * The text of a learner's file, as `decodeSource` gives it.
 *
 * @param label how messages call the file
 * @throws UnreadableSource when there is no such file, or it is no UTF-8 text
 */
export const readSource = async (file: string, label: string): Promise<string> =>
	decodeSource(await readBytes(file, label), label);

async function readBytes(file: string, label: string): Promise<Uint8Array> {
	try {
		const { size } = await stat(file);
		if (size > largestSource) throw new UnreadableSource(tooLarge(label, size));
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
