import { constants } from "node:fs";
import { access, realpath } from "node:fs/promises";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import { makeFolder } from "../../files/make-folder";
import { GradingError } from "../grading-error";

/**
 * The absolute path of the output folder, which is made when it is not there.
 *
 * @param submissions a folder that it must not lie in: it would be graded the next time
 * @throws GradingError
 */
export async function openOut(path: string, submissions?: string): Promise<string> {
	const out = resolve(path);
	if (submissions !== undefined && (await liesIn(out, submissions)))
		throw new GradingError(
			`The output folder ${path} lies in the submissions folder, where it would be taken for a student. Give --out another folder.`,
		);
	try {
		await makeFolder(out);
		await access(out, constants.W_OK | constants.X_OK);
	} catch (error) {
		const reason =
			(error as NodeJS.ErrnoException).code === "EEXIST"
				? "there is a file of that name"
				: (error as Error).message;
		throw new GradingError(
			`The output folder ${path} cannot be written: ${reason}. Give --out another folder.`,
		);
	}
	return out;
}

async function liesIn(path: string, folder: string): Promise<boolean> {
	const way = relative(await realPathOf(folder), await realPathOf(path));
	return way === "" || (way.split(sep)[0] !== ".." && way !== resolve(way));
}

/** Also of what is not there yet: links are followed as far as there is something. */
async function realPathOf(path: string): Promise<string> {
	try {
		return await realpath(path);
	} catch (error) {
		const above = dirname(path);
		if (above === path) throw error;
		return join(await realPathOf(above), basename(path));
	}
}
