import type { Attempt, Collection, DownloadedFile, Person, Unplaced } from "./collection";
import { folderName } from "./folder-name";
import type { Row } from "./read-rows";

export interface FoldersOptions {
	/** What every folder's name begins with and is not part of the student's: "attention-". */
	readonly prefix?: string;
	/**
	 * The lines of GitHub Classroom's grades export (`github_username,roster_identifier,
	 * student_repository_name,submission_timestamp,…`).
	 */
	readonly grades?: readonly Row[];
}

/**
 * Sorts a folder of folders, one a student or one a repository, as `gh classroom clone student-repos`
 * makes it: "attention-submissions/attention-octocat/exercises/05-attention.ts".
 */
export function foldersCollection(
	files: readonly DownloadedFile[],
	{ prefix = "", grades = [] }: FoldersOptions,
): Collection {
	const unplaced: Unplaced[] = [];
	const people = new Map(grades.flatMap(personOf));
	const received = new Map(grades.flatMap(timeOf));
	const attempts: Attempt[] = [];

	for (const [folder, own] of byFolder(files, unplaced)) {
		if (!folder.startsWith(prefix) || folder === prefix) {
			const why = `Its name does not begin with the --prefix “${prefix}”, so whose it is cannot be told.`;
			unplaced.push({ source: folder, why });
			continue;
		}
		const known = people.get(folder);
		if (!known && grades.length > 0) {
			const why = `The grades file has no student_repository_name “${folder}”. Download it again.`;
			unplaced.push({ source: folder, why });
			continue;
		}
		const person = known ?? { student: folderName(folder.slice(prefix.length)) };
		people.set(folder, person);
		const receivedAt = received.get(folder);
		attempts.push({ student: person.student, ...(receivedAt && { receivedAt }), files: own });
	}
	return { attempts, people: [...people.values()], unplaced, notes: [] };
}

function byFolder(files: readonly DownloadedFile[], unplaced: Unplaced[]) {
	const folders = new Map<string, DownloadedFile[]>();
	for (const file of files) {
		const [folder = "", ...path] = file.path.split("/");
		if (path.length === 0) {
			const why = "It lies in no folder, so whose it is cannot be told.";
			unplaced.push({ source: file.path, why });
			continue;
		}
		folders.set(folder, [...(folders.get(folder) ?? []), { ...file, path: path.join("/") }]);
	}
	return folders;
}

/** By the name of the repository. */
function personOf(row: Row): [string, Person][] {
	const { student_repository_name: repository, github_username: github = "" } = row;
	if (!repository || !github) return [];
	const name = row.student_name || row.roster_identifier;
	return [[repository, { student: folderName(github), ...(name && { name }), ids: { github } }]];
}

function timeOf({ student_repository_name, submission_timestamp = "" }: Row): [string, string][] {
	const time = new Date(submission_timestamp.replace(/ UTC$/, "Z"));
	if (!student_repository_name || Number.isNaN(time.getTime())) return [];
	return [[student_repository_name, time.toISOString()]];
}
