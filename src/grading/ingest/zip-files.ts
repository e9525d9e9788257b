import { entryPath } from "./entry-path";
import type { FoundFiles } from "./found-files";
import { refuseGrowth } from "./refuse-growth";
import { Unusable } from "./unusable";
import type { Zip, ZipEntry } from "./zip";

/**
 * Gathers files out of a zip file.
 *
 * @param entries all of them, or the ones below a folder
 * @param root the folder that paths start from, with "/" at the end, or nothing
 * @param label how messages call the archive
 * @throws Unusable when the archive attacks whoever opens it; nothing is gathered then
 */
export async function zipFiles(
	zip: Zip,
	entries: readonly ZipEntry[],
	found: FoundFiles,
	{ root, prefix, label }: { root: string; prefix: string; label: string },
): Promise<void> {
	const files = entries.flatMap((entry) => {
		const path = entryPath(entry.name, label);
		return path === undefined || entry.kind === "folder" ? [] : { entry, path };
	});
	const total = (bytes: "size" | "compressedSize") =>
		files.reduce((sum, { entry }) => sum + entry[bytes], 0);
	refuseGrowth(label, total("compressedSize"), total("size"));
	for (const { entry, path: whole } of files) {
		const path = `${prefix}${whole.slice(root.length)}`;
		const most = found.expect(path);
		if (most === undefined) continue;
		const { modified } = entry;
		if (entry.isLocalTime) found.localTimes = true;
		if (entry.kind === "link") found.addLink(path, modified);
		else if (entry.size > most) found.addTooLarge(path, entry.size, modified);
		else found.add(path, { contents: await readOrProblem(zip, entry, most), modified });
	}
}

async function readOrProblem(
	zip: Zip,
	entry: ZipEntry,
	most: number,
): Promise<Uint8Array | { problem: string }> {
	try {
		return await zip.read(entry, most);
	} catch (error) {
		if (error instanceof Unusable) return { problem: error.message };
		throw error;
	}
}
