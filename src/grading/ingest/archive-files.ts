import { archiveKind } from "./archive-kind";
import type { FoundFiles } from "./found-files";
import { tarFiles } from "./tar-files";
import { Unusable } from "./unusable";
import { openZip } from "./zip";
import { zipFiles } from "./zip-files";

/**
 * Gathers the files of an archive. What cannot be opened is noted in `found.refused`, and nothing of it
 * is gathered.
 *
 * @param source a path, or the archive's bytes
 * @param name its name, which says what kind of archive it is
 */
export async function archiveFiles(
	source: string | Uint8Array,
	name: string,
	found: FoundFiles,
	prefix = "",
): Promise<void> {
	const before = new Map(found.files);
	try {
		switch (archiveKind(name)) {
			case "zip":
				await wholeZip(source, name, found, prefix);
				break;
			case "tar":
				await tarFiles(source, found, { prefix, label: name });
				break;
			default:
				throw new Unusable(`${name} is an archive that is not opened here. Make a zip file of it.`);
		}
	} catch (error) {
		if (!(error instanceof Unusable)) throw error;
		found.files.clear();
		for (const [path, file] of before) found.files.set(path, file);
		found.refused.push(error.message);
	}
}

async function wholeZip(
	source: string | Uint8Array,
	name: string,
	found: FoundFiles,
	prefix: string,
): Promise<void> {
	const zip = await openZip(source, name);
	try {
		await zipFiles(zip, zip.entries, found, { root: "", prefix, label: name });
	} finally {
		zip.close();
	}
}

/** Opens the archives that were found inside of a submission; not those inside of these. */
export async function openInnerArchives(found: FoundFiles): Promise<void> {
	const inner = [...found.files].filter(([path]) => archiveKind(path));
	for (const [path, { contents }] of inner) {
		found.files.delete(path);
		if ("problem" in contents) found.refused.push(contents.problem);
		else await archiveFiles(contents, path, found, `${path}/`);
	}
	for (const [path] of [...found.files].filter(([path]) => archiveKind(path))) {
		found.files.delete(path);
		found.refused.push(`${path} lies in an archive inside of another, and it was not opened.`);
	}
}
