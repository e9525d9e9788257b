import { NotebookError } from "../../notebook/notebook-error";
import { Refusal } from "./refusal";

/** What a person can do about a file that could not be read or written. `path` is the course path shown to them. */
export function fileFailure(error: unknown, path: string): Error {
	if (error instanceof Refusal) return error;
	if (error instanceof NotebookError) return new Refusal(400, error.message);
	switch ((error as NodeJS.ErrnoException).code) {
		case "ENOENT":
			return new Refusal(404, `There is no file ${path}.`);
		case "EACCES":
		case "EPERM":
		case "EROFS":
			return new Refusal(
				403,
				`${path} is read-only for this user. Allow writing to the file and its folder, then save again.`,
			);
		case "ENOSPC":
		case "EDQUOT":
			return new Refusal(
				507,
				`The disk is full: ${path} was not saved. Free some space, then save again.`,
			);
		case "EISDIR":
		case "ENOTDIR":
			return new Refusal(400, `${path} is not a file of this kind.`);
		case "ENAMETOOLONG":
			return new Refusal(400, `The name of ${path.slice(0, 80)}… is too long.`);
		default:
			return error instanceof Error ? error : new Error(String(error));
	}
}
