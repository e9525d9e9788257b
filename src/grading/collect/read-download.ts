import { lstat, readdir, readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { GradingError } from "../grading-error";
import { entryPath, isIgnored } from "../ingest/entry-path";
import { intakeLimits } from "../ingest/found-files";
import { refuseGrowth } from "../ingest/refuse-growth";
import { Unusable } from "../ingest/unusable";
import { openZip, type Zip } from "../ingest/zip";
import type { DownloadedFile, Unplaced } from "./collection";

export interface Download {
	readonly files: readonly DownloadedFile[];
	/** What could not be read. */
	readonly unread: readonly Unplaced[];
}

/**
 * Reads a download: a zip file, or the folder that somebody unpacked it into. Links are not followed,
 * and nothing is unpacked to disk.
 *
 * @throws GradingError when there is nothing to read
 */
export async function readDownload(from: string): Promise<Download> {
	const stats = await lstat(from).catch(() => undefined);
	if (!stats)
		throw new GradingError(
			`There is no ${from}. --from takes the downloaded zip file, or the folder it was unpacked into.`,
		);
	const download = stats.isDirectory() ? await readFolder(from) : await readZip(from);
	if (download.files.length === 0 && download.unread.length === 0)
		throw new GradingError(`${from} is empty: there is nothing to collect.`);
	return download;
}

async function readFolder(from: string): Promise<Download> {
	const files: DownloadedFile[] = [];
	const unread: Unplaced[] = [];
	const visit = async (folder: string, prefix: string): Promise<void> => {
		const entries = await readdir(folder, { withFileTypes: true });
		entries.sort((a, b) => (a.name < b.name ? -1 : 1)); // the same on every machine
		for (const entry of entries) {
			if (isIgnored(entry.name)) continue;
			const [place, path] = [join(folder, entry.name), `${prefix}${entry.name}`];
			if (entry.isDirectory()) {
				await visit(place, `${path}/`);
				continue;
			}
			const { size, mtime } = await lstat(place);
			if (!entry.isFile()) unread.push({ source: path, why: aLink });
			else if (size > intakeLimits.archiveBytes) unread.push({ source: path, why: tooLarge(size) });
			else files.push({ path, bytes: await readFile(place), modifiedAt: mtime.toISOString() });
		}
	};
	await visit(from, "");
	return { files, unread };
}

async function readZip(from: string): Promise<Download> {
	const name = basename(from);
	try {
		const zip = await openZip(from, name);
		try {
			return await readEntries(zip, name);
		} finally {
			zip.close();
		}
	} catch (error) {
		if (error instanceof Unusable) throw new GradingError(error.message);
		throw error;
	}
}

async function readEntries(zip: Zip, name: string): Promise<Download> {
	const packed = zip.entries.reduce((sum, { compressedSize }) => sum + compressedSize, 0);
	refuseGrowth(
		name,
		packed,
		zip.entries.reduce((sum, { size }) => sum + size, 0),
	);
	const files: DownloadedFile[] = [];
	const unread: Unplaced[] = [];
	for (const entry of zip.entries) {
		const path = entryPath(entry.name, name);
		if (path === undefined || entry.kind === "folder") continue;
		const most = intakeLimits.archiveBytes;
		if (entry.kind === "link") unread.push({ source: path, why: aLink });
		else if (entry.size > most) unread.push({ source: path, why: tooLarge(entry.size) });
		else {
			const bytes = await zip.read(entry, most);
			const modifiedAt = entry.modified?.toISOString();
			files.push({ path, bytes, ...(modifiedAt && { modifiedAt }) });
		}
	}
	return { files, unread };
}

const aLink = "It is a link, not a file, and was not followed.";
const tooLarge = (bytes: number): string =>
	`It has ${Math.round(bytes / 1e6)} MB, which no exercise has. It was left out.`;
