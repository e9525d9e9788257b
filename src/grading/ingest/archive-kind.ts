const endings: readonly (readonly [RegExp, ArchiveKind])[] = [
	[/\.zip$/i, "zip"],
	[/\.(tar\.gz|tgz|tar)$/i, "tar"],
	[/\.(rar|7z|gz|bz2|xz|zst|tbz2?|txz|lzma|lz4?|z|arj|cab|dmg|iso)$/i, "other"],
];

/** "other": an archive that is not opened. */
export type ArchiveKind = "zip" | "tar" | "other";

/** What kind of archive the name of a file promises; undefined when none. */
export const archiveKind = (name: string): ArchiveKind | undefined =>
	endings.find(([ending]) => ending.test(name))?.[1];

/** "ana.tar.gz" → "ana" */
export function withoutEnding(name: string): string {
	const ending = endings.find(([ending]) => ending.test(name))?.[0];
	return ending ? name.replace(ending, "").replace(/\.tar$/i, "") : name;
}
