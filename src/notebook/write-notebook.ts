import { writeFileAtomically } from "../files/write-file-atomically";
import { formatNotebook } from "./format-notebook";
import type { Notebook } from "./notebook";

/** Writes a notebook in canonical form; a reader sees the old file or the new one, never half of one. */
export async function writeNotebook(path: string, notebook: Notebook): Promise<void> {
	await writeFileAtomically(path, new TextEncoder().encode(formatNotebook(notebook)));
}
