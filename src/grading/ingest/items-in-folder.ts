import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { archiveFiles } from "./archive-files";
import { archiveKind, withoutEnding } from "./archive-kind";
import { isIgnored, isUnprintable, isUnreadable } from "./entry-path";
import { folderFiles } from "./folder-files";
import {
	type SubmissionItem,
	type SubmissionItems,
	strayFile,
	strayLink,
	unprintable,
} from "./submission-item";

/** The submissions in a folder: its folders and archives. */
export async function itemsInFolder(folder: string): Promise<SubmissionItems> {
	const items: SubmissionItem[] = [];
	const strays: { source: string; why: string }[] = [];
	for (const entry of await readdir(folder, { withFileTypes: true })) {
		const { name } = entry;
		const path = join(folder, name);
		const modified = async () => (await stat(path)).mtime;
		if (isUnprintable(name) || isUnreadable(name)) strays.push(unprintable(name));
		else if (isIgnored(name)) continue;
		else if (entry.isDirectory())
			items.push({
				source: `${name}/`,
				name,
				gather: (found) => folderFiles(path, found),
				modified,
			});
		else if (!entry.isFile()) strays.push({ source: name, why: strayLink });
		else if (archiveKind(name))
			items.push({
				source: name,
				name: withoutEnding(name),
				gather: (found) => archiveFiles(path, name, found),
				modified,
			});
		else strays.push({ source: name, why: strayFile });
	}
	return { items, strays, close: () => {} };
}
