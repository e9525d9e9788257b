import { lstat, readdir, readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { largestSource } from "../../course/judge/decode-source";
import { GradingError } from "../grading-error";
import { entryPath, isIgnored, isUnreadable } from "../ingest/entry-path";
import { FoundFiles } from "../ingest/found-files";
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

/** What one machine keeps in mind. */
const mostBytes = 2_000_000_000;

class Gathered implements Download {
	readonly files: DownloadedFile[] = [];
	readonly unread: Unplaced[] = [];
	#bytes = 0;

	/** @throws GradingError when the whole becomes too large */
	async add(
		path: string,
		{ size, modified }: { readonly size: number; readonly modified: Date | undefined },
		read: () => Promise<Uint8Array>,
	): Promise<void> {
		if (size > mostOf(path)) {
			const why = `It has ${Math.ceil(size / 1e6)} MB, which no exercise has. It was left out.`;
			this.unread.push({ source: path, why });
			return;
		}
		this.#bytes += size;
		if (this.#bytes > mostBytes)
			throw new GradingError(
				`The download holds more than ${mostBytes / 1e9} GB. Unpack it, and collect it in parts.`,
			);
		try {
			const bytes = await read();
			this.files.push({ path, bytes, ...(modified && { modifiedAt: modified.toISOString() }) });
		} catch (error) {
			if (!(error instanceof Unusable)) throw error;
			this.unread.push({ source: path, why: error.message });
		}
	}

	addUnreadable(path: string): void {
		this.unread.push({ source: path, why: "Its name is no UTF-8. Rename it and collect again." });
	}

	addLink(path: string): void {
		this.unread.push({ source: path, why: "It is a link, not a file, and was not followed." });
	}
}

/** The intake would read no more of it either. */
const mostOf = (path: string): number => new FoundFiles(path).expect(path) ?? largestSource;

async function readFolder(from: string): Promise<Download> {
	const gathered = new Gathered();
	const visit = async (folder: string, prefix: string): Promise<void> => {
		const entries = await readdir(folder, { withFileTypes: true });
		entries.sort((a, b) => (a.name < b.name ? -1 : 1)); // the same on every machine
		for (const entry of entries) {
			if (isIgnored(entry.name)) continue;
			if (isUnreadable(entry.name)) {
				gathered.addUnreadable(`${prefix}${entry.name}`);
				continue;
			}
			const [place, path] = [join(folder, entry.name), `${prefix}${entry.name}`];
			if (entry.isDirectory()) await visit(place, `${path}/`);
			else if (!entry.isFile()) gathered.addLink(path);
			else {
				const { size, mtime: modified } = await lstat(place);
				await gathered.add(path, { size, modified }, () => readFile(place));
			}
		}
	};
	await visit(from, "");
	return gathered;
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
	const gathered = new Gathered();
	for (const entry of zip.entries) {
		const path = entryPath(entry.name, name);
		if (path === undefined || entry.kind === "folder") continue;
		if (entry.kind === "link") gathered.addLink(path);
		else await gathered.add(path, entry, () => zip.read(entry, mostOf(path)));
	}
	return gathered;
}
