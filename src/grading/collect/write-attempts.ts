import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import type { Attempt, DownloadedFile, Unplaced } from "./collection";
import { folderName } from "./folder-name";

export interface Written {
	/** Paths from the submissions folder. */
	readonly added: readonly string[];
	/** Was there already, byte for byte. */
	readonly known: readonly string[];
	/** Is there already with other content: nothing was written over. */
	readonly refused: readonly Unplaced[];
}

/**
 * Writes each attempt as `<student>@<time>/`, or as `<student>@<time>.zip` when it is one archive. An
 * attempt is there as a whole or not at all, and what is there is never written over.
 */
export async function writeAttempts(
	folder: string,
	attempts: readonly Attempt[],
): Promise<Written> {
	const added: string[] = [];
	const known: string[] = [];
	const refused: Unplaced[] = [];
	for (const attempt of attempts) {
		const { name, files } = laidOut(attempt);
		const place = join(folder, name);
		const there = await contentsOf(place);
		if (!there) {
			await writeWhole(place, files);
			added.push(name);
		} else if (isDeepStrictEqual(there, new Map(files.map((file) => [file.path, hex(file)])))) {
			known.push(name);
		} else {
			const why = `${place} is there already with other content, and stays as it is. Was it collected from another download? Rename it to ${attempt.student}@<its time>, and collect again.`;
			refused.push({ source: name, why });
		}
	}
	return { added, known, refused };
}

/** The name of the attempt, and its files; an archive that is all of it has no path within. */
function laidOut({ student, receivedAt, files }: Attempt) {
	const time = receivedAt?.replace(/\.\d+/, "").replaceAll(":", "-");
	const name = time ? `${student}@${time}` : student;
	const archive = files.length === 1 && /\.(zip|tar\.gz|tgz)$/i.exec(files[0]!.path)?.[0];
	if (archive) return { name: name + archive.toLowerCase(), files: [{ ...files[0]!, path: "" }] };
	const taken = new Set<string>();
	return { name, files: files.map((file) => ({ ...file, path: freePath(file.path, taken) })) };
}

/** The path made safe for every system, and another than those before it. */
function freePath(path: string, taken: Set<string>): string {
	const [, stem = "", extension = ""] =
		/^(.*?)(\.[^./]*)?$/s.exec(path.split("/").map(folderName).join("/")) ?? [];
	for (let i = 1; ; i++) {
		const candidate = i === 1 ? stem + extension : `${stem} (${i})${extension}`;
		if (taken.has(candidate.toLowerCase())) continue;
		taken.add(candidate.toLowerCase());
		return candidate;
	}
}

async function writeWhole(place: string, files: readonly DownloadedFile[]): Promise<void> {
	const unfinished = join(dirname(place), `.${Date.now()}.unfinished`);
	try {
		for (const { path, bytes, modifiedAt } of files) {
			const file = join(unfinished, path);
			await mkdir(dirname(file), { recursive: true });
			await writeFile(file, bytes);
			if (modifiedAt) await utimes(file, new Date(modifiedAt), new Date(modifiedAt));
		}
		await rename(unfinished, place);
	} finally {
		await rm(unfinished, { recursive: true, force: true });
	}
}

/** Path → bytes of what stands there, a file or a folder; undefined when nothing does. */
async function contentsOf(place: string): Promise<Map<string, string> | undefined> {
	const stats = await stat(place).catch(() => undefined);
	if (!stats) return undefined;
	if (!stats.isDirectory()) return new Map([["", (await readFile(place)).toString("hex")]]);
	const entries = await readdir(place, { recursive: true, withFileTypes: true });
	const paths = entries
		.filter((entry) => entry.isFile())
		.map((entry) => join(entry.parentPath, entry.name));
	const contents = paths.map(async (path): Promise<[string, string]> => {
		const bytes = await readFile(path);
		return [path.slice(place.length + 1).replaceAll("\\", "/"), bytes.toString("hex")];
	});
	return new Map(await Promise.all(contents));
}

const hex = ({ bytes }: DownloadedFile): string => Buffer.from(bytes).toString("hex");
