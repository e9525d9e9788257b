import { randomUUID } from "node:crypto";
import { open, rename, rm, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";

/**
 * Readers, and a machine that loses power, see the old file or the new one, never half of one.
 *
 * @param newMode who may read and write the file when it is new; a file that is there keeps what it has
 */
export async function writeFileAtomically(
	path: string,
	contents: Uint8Array,
	newMode = 0o644,
): Promise<void> {
	const temporary = join(dirname(path), `.${basename(path)}.${randomUUID()}.tmp`);
	const mode = await stat(path).then(
		(old) => old.mode & 0o777,
		() => newMode,
	);
	try {
		const file = await open(temporary, "wx", mode);
		try {
			await file.writeFile(contents);
			await file.sync();
		} finally {
			await file.close();
		}
		await renameOver(temporary, path);
	} catch (error) {
		await rm(temporary, { force: true });
		throw error;
	}
	await syncDirectory(dirname(path));
}

/** Windows refuses for a moment while a virus scanner or an editor has the old file open. */
async function renameOver(from: string, to: string): Promise<void> {
	for (let attempt = 0; ; attempt++) {
		try {
			return await rename(from, to);
		} catch (error) {
			const code = (error as NodeJS.ErrnoException).code ?? "";
			const mayPass = process.platform === "win32" && /^(EPERM|EACCES|EBUSY)$/.test(code);
			if (!mayPass || attempt === 5) throw error;
			await delay(20 * 2 ** attempt);
		}
	}
}

/** Makes the new name as durable as the contents, where the system lets a directory be opened. */
async function syncDirectory(directory: string): Promise<void> {
	try {
		const handle = await open(directory, "r");
		await handle.sync().finally(() => handle.close());
	} catch {
		// Windows
	}
}
