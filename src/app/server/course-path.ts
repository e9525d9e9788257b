import { lstat, realpath } from "node:fs/promises";
import { dirname, join, sep } from "node:path";
import { Refusal } from "./refusal";

/** The folders that the page may see. */
export const courseFolders = ["notebooks", "exercises", "solutions"] as const;
export type CourseFolder = (typeof courseFolders)[number];

/**
 * Turns a path of the contents API ("notebooks/02-softmax.ipynb", segments decoded, no leading slash) into an
 * absolute one. Refuses what leaves the course folders, by name or through a symbolic link.
 */
export async function resolveCoursePath(root: string, path: string): Promise<string> {
	const folder = path.split("/")[0] ?? "";
	if (!isCourseFolder(folder) || !path.split("/").every(isPlainName))
		throw new Refusal(
			403,
			`${JSON.stringify(path)} is outside the course folders (${courseFolders.join(", ")}).`,
		);
	const inside = await realpath(join(root, folder)).catch(() => join(root, folder));
	const wanted = join(root, ...path.split("/"));
	const actual = await followLinks(wanted);
	if (actual !== inside && !actual.startsWith(inside + sep))
		throw new Refusal(403, `${JSON.stringify(path)} leads outside the course folders.`);
	return actual;
}

/** One name of a path: no dot-file, no way up, nothing that another system reads as a separator or a drive. */
export function isPlainName(name: string): boolean {
	// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
	return name !== "" && !name.startsWith(".") && !/[/\\:\u0000-\u001f]/.test(name);
}

const isCourseFolder = (name: string): name is CourseFolder =>
	(courseFolders as readonly string[]).includes(name);

/** The real path of a file, or, for one that does not exist yet, of its nearest existing folder plus the rest. */
async function followLinks(path: string): Promise<string> {
	try {
		return await realpath(path);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
	}
	const dangling = await lstat(path).then(
		(entry) => entry.isSymbolicLink(),
		() => false,
	);
	if (dangling) throw new Refusal(403, `${path} is a symbolic link that leads nowhere.`);
	return join(await followLinks(dirname(path)), path.slice(dirname(path).length + 1));
}
