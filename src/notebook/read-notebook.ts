import { readFile } from "node:fs/promises";
import type { Notebook } from "./notebook";
import { NotebookError } from "./notebook-error";
import { parseNotebook } from "./parse-notebook";

/** Reads a notebook file. Throws a NotebookError when there is none, or when it is no notebook. */
export async function readNotebook(path: string, name = path): Promise<Notebook> {
	let contents: string;
	try {
		contents = await readFile(path, "utf8");
	} catch (error) {
		const { code, message } = error as NodeJS.ErrnoException;
		if (code === "ENOENT") throw new NotebookError(`There is no file ${name}.`);
		if (code === "EISDIR") throw new NotebookError(`${name} is a folder, not a notebook.`);
		throw new NotebookError(`${name} cannot be read: ${message}`);
	}
	return parseNotebook(contents, name);
}
