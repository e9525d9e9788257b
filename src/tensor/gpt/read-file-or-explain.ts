import { readFile } from "node:fs/promises";
import { resolve } from "node:path";

/** The bytes of a file a person named. Throws an Error that says why there are none. */
export async function readFileOrExplain(path: string): Promise<Uint8Array> {
	try {
		return await readFile(path);
	} catch (error) {
		const { code, message } = error as NodeJS.ErrnoException;
		if (code === "ENOENT") throw new Error(`There is no file ${resolve(path)}`);
		if (code === "EISDIR") throw new Error(`${path} is a folder: choose a file in it`);
		throw new Error(`${path} cannot be read: ${message}`);
	}
}
