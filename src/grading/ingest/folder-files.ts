import { constants } from "node:fs";
import { open, readdir } from "node:fs/promises";
import { sep } from "node:path";
import { isIgnored } from "./entry-path";
import { type FoundFiles, intakeLimits } from "./found-files";
import { Unusable } from "./unusable";

/**
 * Gathers the files of a folder and the folders in it. Links are not followed.
 *
 * @throws Unusable
 */
export async function folderFiles(
	folder: string | Buffer,
	found: FoundFiles,
	prefix = "",
	depth = 0,
): Promise<void> {
	if (depth > intakeLimits.folderDepth)
		throw new Unusable(
			`${found.label} has folders in folders, ${intakeLimits.folderDepth} deep. Hand in your exercises only.`,
		);
	// As bytes: a folder that was unpacked with the wrong encoding has names that are no UTF-8.
	const entries = await readdir(folder, { withFileTypes: true, encoding: "buffer" }).catch(
		(error: Error) => {
			throw new Unusable(`${found.label}${prefix} could not be read: ${error.message}.`);
		},
	);
	entries.sort((a, b) => Buffer.compare(a.name, b.name)); // the same notes on every machine
	for (const entry of entries) {
		const name = entry.name.toString();
		if (isIgnored(name)) continue;
		const path = `${prefix}${name}`;
		const place = Buffer.concat([Buffer.from(folder), Buffer.from(sep), entry.name]);
		if (entry.isDirectory()) await folderFiles(place, found, `${path}/`, depth + 1);
		else await fileInto(found, path, place, entry.isFile());
	}
}

async function fileInto(
	found: FoundFiles,
	path: string,
	place: Buffer,
	isFile: boolean,
): Promise<void> {
	const most = found.expect(path);
	if (most === undefined) return;
	if (!isFile) return found.addLink(path, undefined);
	try {
		const file = await open(place, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
		try {
			const { size, mtime: modified } = await file.stat();
			if (size > most) found.addTooLarge(path, size, modified);
			else {
				const { buffer, bytesRead } = await file.read(Buffer.alloc(size), 0, size, 0);
				found.add(path, { contents: buffer.subarray(0, bytesRead), modified });
			}
		} finally {
			await file.close();
		}
	} catch (error) {
		if (error instanceof Unusable) throw error;
		const problem = `${path} could not be read: ${(error as Error).message}.`;
		found.add(path, { contents: { problem } });
	}
}
