import { isDeepStrictEqual } from "node:util";
import { largestSource, tooLarge } from "../../course/judge/decode-source";
import { archiveKind } from "./archive-kind";
import { Unusable } from "./unusable";

/** A file that may hold an exercise, or an archive that may hold such files. */
export interface FoundFile {
	/** Its bytes, or why it cannot be used, as a sentence for the student. */
	readonly contents: Uint8Array | { readonly problem: string };
	/** When it was changed last. */
	readonly modified?: Date | undefined;
}

/** How much one submission may hold: more than any person writes, less than harms a machine. */
export const intakeLimits = {
	/** Files that are nobody's packages. */
	files: 10_000,
	/** Entries of any kind. */
	entries: 200_000,
	folderDepth: 32,
	notebookBytes: 20_000_000,
	/** An archive inside of another, or of a folder. */
	archiveBytes: 50_000_000,
	/** What is read of one submission. */
	readBytes: 100_000_000,
	/** What an archive may grow to. */
	unpackedBytes: 1_000_000_000,
	/** From `ratioFrom` bytes on, an archive may grow to so many times its size. */
	ratio: 100,
	ratioFrom: 10_000_000,
};

/**
 * Gathers the files of one submission, and refuses to go on when there are too many.
 *
 * @param label how messages call the submission
 */
export class FoundFiles {
	/** By path from the submission's root, with "/". */
	readonly files = new Map<string, FoundFile>();
	/** Paths of what is neither TypeScript nor a notebook nor an archive. */
	readonly others: string[] = [];
	/** Why some part could not be opened: for the student. */
	readonly refused: string[] = [];
	/** The times of some files came without a zone. */
	localTimes = false;
	#count = 0;
	#bytes = 0;

	constructor(readonly label: string) {}

	/**
	 * How many bytes of a file are worth reading; undefined when it cannot matter.
	 *
	 * @throws Unusable when there are too many files
	 */
	expect(path: string): number | undefined {
		this.#count += 1;
		if (this.#count > intakeLimits.files)
			throw new Unusable(
				`${this.label} holds more than ${intakeLimits.files.toLocaleString("en")} files. Hand in your exercises only.`,
			);
		if (/\.ts(\.txt)?$/i.test(path)) return largestSource;
		if (/\.ipynb$/i.test(path)) return intakeLimits.notebookBytes;
		if (archiveKind(path)) return intakeLimits.archiveBytes;
		this.others.push(path);
		return undefined;
	}

	/** @throws Unusable when all files together are too large */
	add(path: string, file: FoundFile): void {
		const known = this.files.get(path);
		if (known && !isDeepStrictEqual(known.contents, file.contents)) {
			const problem = `${path} stands twice in ${this.label}, with different contents. Hand in one of them.`;
			this.files.set(path, { ...file, contents: { problem } });
			return;
		}
		this.files.set(path, file);
		if (file.contents instanceof Uint8Array) this.#bytes += file.contents.length;
		if (this.#bytes > intakeLimits.readBytes)
			throw new Unusable(
				`${this.label} holds more than ${intakeLimits.readBytes / 1e6} MB of exercises. Hand in your exercises only.`,
			);
	}

	addTooLarge(path: string, bytes: number, modified: Date | undefined): void {
		this.add(path, { contents: { problem: tooLarge(path, bytes) }, modified });
	}

	addLink(path: string, modified: Date | undefined): void {
		const problem = `${path} is a link or a device, not a file, and it was not followed. Hand in the file itself.`;
		this.add(path, { contents: { problem }, modified });
	}

	/** When the newest file was changed; some packers write 1970 or 1980 where they know no time. */
	get newest(): Date | undefined {
		const times = [...this.files.values()]
			.flatMap(({ modified }) => modified?.getTime() ?? [])
			.filter((time) => time > Date.UTC(1990));
		return times.length > 0 ? new Date(times.reduce((a, b) => Math.max(a, b))) : undefined;
	}
}
