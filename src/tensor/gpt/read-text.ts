import { readFileOrExplain } from "./read-file-or-explain";

/**
 * Reads a text file. Line ends become "\n" and a byte order mark at the start is dropped, so that a file
 * written on Windows has no characters of its own.
 *
 * @throws Error when there is no such file, it is empty, or it is not text in UTF-8
 */
export async function readText(path: string): Promise<string> {
	const text = decodeUtf8(await readFileOrExplain(path), path).replaceAll(/\r\n?/g, "\n");
	if (text === "") throw new Error(`${path} is empty: choose a file with text in it`);
	if (text.includes("\0"))
		throw new Error(`${path} holds zero bytes, so it is no text: choose a text file in UTF-8`);
	return text;
}

function decodeUtf8(bytes: Uint8Array, path: string): string {
	try {
		return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
	} catch {
		throw new Error(
			`${path} is not text in UTF-8: open it in an editor and save it with the encoding UTF-8`,
		);
	}
}
