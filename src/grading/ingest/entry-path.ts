import { Unusable } from "./unusable";

/**
 * The path of an entry of an archive, with "/", from the archive's root. Undefined for what is no part
 * of anybody's work: packages, dot files and dot folders, what macOS adds, unprintable names.
 *
 * @param archive how messages call it
 * @throws Unusable when the name leads out of the archive
 */
export function entryPath(name: string, archive: string): string | undefined {
	const slashed = name.replaceAll("\\", "/");
	const parts = slashed.split("/").filter((part) => part !== "" && part !== ".");
	if (parts.includes("..") || /^\/|^[a-z]:/i.test(slashed))
		throw new Unusable(
			`${archive} holds an entry named ${JSON.stringify(name)}, which leads out of the archive. ` +
				"Nothing of it was opened. Make the archive anew, of your files only.",
		);
	return parts.length === 0 || parts.some(isIgnored) ? undefined : parts.join("/");
}

/** Whether a file or folder of this name is nobody's work. */
export const isIgnored = (name: string): boolean =>
	name.startsWith(".") ||
	isUnprintable(name) ||
	/^(node_modules|__MACOSX|Thumbs\.db|desktop\.ini)$/i.test(name);

/** Whether a name holds what would move a terminal's cursor, or end a line. */
export const isUnprintable = (name: string): boolean => /\p{Cc}/u.test(name);

/** Whether a name on disk was no UTF-8: it was read with a sign in place of the rest, and opens nothing. */
export const isUnreadable = (name: string): boolean => name.includes("\ufffd");
