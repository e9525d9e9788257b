import { stat } from "node:fs/promises";
import { basename } from "node:path";
import { GradingError } from "../grading-error";
import { archiveFiles } from "./archive-files";
import { archiveKind, withoutEnding } from "./archive-kind";
import { entryPath, isUnprintable } from "./entry-path";
import { type FoundFiles, intakeLimits } from "./found-files";
import { folded } from "./student-finder";
import {
	type SubmissionItem,
	type SubmissionItems,
	strayFile,
	strayLink,
	unprintable,
} from "./submission-item";
import { Unusable } from "./unusable";
import { openZip, type Zip, type ZipEntry } from "./zip";
import { zipFiles } from "./zip-files";

/**
 * The submissions in a zip file: the folders and archives at its top, or in its one folder when that is
 * called like the zip file.
 */
export async function itemsInZip(file: string): Promise<SubmissionItems> {
	const label = basename(file);
	const zip = await openZip(file, label).catch((error) => {
		if (error instanceof Unusable) throw new GradingError(error.message);
		throw error;
	});
	const { placed, strays } = place(zip, label);
	const root = commonFolder(placed, withoutEnding(label));
	const groups = new Map<string, Placed[]>();
	for (const one of placed) {
		const [top = ""] = one.path.slice(root.length).split("/");
		if (top !== "") groups.set(top, [...(groups.get(top) ?? []), one]);
	}
	const modified = async () => (await stat(file)).mtime;
	const items: SubmissionItem[] = [];
	for (const [name, group] of groups) {
		const [{ entry, path }] = group as [Placed];
		if (path !== root + name || entry.kind === "folder")
			items.push({
				source: `${name}/`,
				name,
				gather: (found) => gatherFolder(zip, group, found, `${root}${name}/`),
				modified,
			});
		else if (entry.kind === "link") strays.push({ source: name, why: strayLink });
		else if (archiveKind(name))
			items.push({
				source: name,
				name: withoutEnding(name),
				gather: (found) => gatherArchive(zip, entry, name, found),
				modified: async () => entry.modified ?? (await modified()),
			});
		else strays.push({ source: name, why: strayFile });
	}
	return { items, strays, close: zip.close };
}

interface Placed {
	readonly path: string;
	readonly entry: ZipEntry;
}

/** Where the entries lie; what would lie outside is a stray. */
function place(zip: Zip, label: string) {
	const placed: Placed[] = [];
	const strays: { source: string; why: string }[] = [];
	for (const entry of zip.entries)
		try {
			const path = entryPath(entry.name, label);
			if (path !== undefined) placed.push({ path, entry });
			else if (isUnprintable(entry.name)) strays.push(unprintable(entry.name));
		} catch (error) {
			if (!(error instanceof Unusable)) throw error;
			strays.push({ source: entry.name, why: error.message });
		}
	return { placed, strays };
}

function commonFolder(placed: readonly Placed[], name: string): string {
	const tops = new Set(placed.map(({ path }) => path.split("/")[0]!));
	const [top = ""] = tops;
	return tops.size === 1 && folded(top) === folded(name) ? `${top}/` : "";
}

async function gatherFolder(
	zip: Zip,
	group: readonly Placed[],
	found: FoundFiles,
	root: string,
): Promise<void> {
	const entries = group.map(({ entry }) => entry);
	await zipFiles(zip, entries, found, { root, prefix: "", label: found.label });
}

async function gatherArchive(
	zip: Zip,
	entry: ZipEntry,
	name: string,
	found: FoundFiles,
): Promise<void> {
	await archiveFiles(await zip.read(entry, intakeLimits.archiveBytes), name, found);
}
