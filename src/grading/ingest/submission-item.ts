import type { FoundFiles } from "./found-files";

/** One folder or archive of a submissions folder, not opened yet. */
export interface SubmissionItem {
	/** As it is called in results: "ana/", "ana.zip". */
	readonly source: string;
	/** Without the ending of an archive: whose it is, and perhaps when it came. */
	readonly name: string;
	/** Gathers its files. What cannot be opened is noted in `found.refused`. */
	gather(found: FoundFiles): Promise<void>;
	/** When the folder or archive itself was changed last. */
	modified(): Promise<Date>;
}

/** The contents of a submissions folder. */
export interface SubmissionItems {
	readonly items: readonly SubmissionItem[];
	/** What is there and is nobody's submission: its name, and why. */
	readonly strays: readonly { readonly source: string; readonly why: string }[];
	close(): void;
}

export const strayFile =
	"This is neither a folder nor an archive. Put a student's files into a folder of the student's name, or remove it. Of a download as a course system makes it, “attention-lab grade collect” makes such folders.";

export const strayLink =
	"This is a link, and links are not followed. Put the folder or the archive itself in its place.";

/** A name that cannot be printed, and whose owner is nobody. */
export const unprintable = (name: string): { source: string; why: string } => ({
	source: JSON.stringify(name),
	why: "Its name has signs that cannot be printed. Rename it to a student's id.",
});
