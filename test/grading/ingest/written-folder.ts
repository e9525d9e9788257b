import { mkdir, mkdtemp, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";

/** When the files of a written folder were changed last. */
export const changedAt = "2026-11-19T08:00:00.000Z";

/** A folder with these files, by path, until the test is finished. */
export async function writtenFolder(
	files: Readonly<Record<string, string | Uint8Array>>,
): Promise<string> {
	const folder = await mkdtemp(join(tmpdir(), "class-"));
	onTestFinished(() => rm(folder, { recursive: true }));
	for (const [path, contents] of Object.entries(files)) {
		const file = join(folder, path);
		await mkdir(dirname(file), { recursive: true });
		await writeFile(file, contents);
		await utimes(file, new Date(changedAt), new Date(changedAt));
	}
	return folder;
}
