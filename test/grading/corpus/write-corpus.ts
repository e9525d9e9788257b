import { mkdir, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { CorpusEntry } from "./entry";

/** Puts every entry of the corpus into a submissions folder, as students and attackers would. */
export async function writeCorpus(folder: string, corpus: readonly CorpusEntry[]): Promise<void> {
	for (const { student, files, link } of corpus) {
		if (isArchive(files)) {
			await writeFile(join(folder, `${student}${files.archive}`), await files.bytes());
			continue;
		}
		for (const [path, contents] of Object.entries(files)) {
			const file = join(folder, student, path);
			await mkdir(dirname(file), { recursive: true });
			await writeFile(file, contents);
		}
		if (link) await symlink(link, join(folder, student, "02-softmax.ts"));
	}
}

const isArchive = (
	files: CorpusEntry["files"],
): files is Extract<CorpusEntry["files"], { bytes: unknown }> => "bytes" in files;
