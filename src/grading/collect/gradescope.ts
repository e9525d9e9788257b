import { parse } from "yaml";
import { z } from "zod";
import { GradingError } from "../grading-error";
import type { Attempt, Collection, DownloadedFile, Person, Unplaced } from "./collection";
import { folderName } from "./folder-name";

/**
 * Sorts Gradescope's "Export Submissions": a folder for each submission, and submission_metadata.yml,
 * which says whose they are (of a group, several) and when they came:
 *
 *     submission_123/05-attention.ts
 *     submission_metadata.yml
 *         submission_123:
 *           :submitters:
 *           - :name: Ada Lovelace
 *             :sid: '4711'
 *             :email: ada@example.edu
 *           :created_at: 2026-11-20 10:05:00.000000000 Z
 */
export function gradescopeCollection(files: readonly DownloadedFile[]): Collection {
	const index = files.find(({ path }) => /(^|\/)submission_metadata\.yml$/.test(path));
	if (!index)
		throw new GradingError(
			"This is no export of Gradescope: there is no submission_metadata.yml. In Gradescope: Review Grades, Export Submissions.",
		);
	const metadata = readMetadata(index);
	const root = index.path.slice(0, -"submission_metadata.yml".length);
	const unplaced: Unplaced[] = [];
	const people = new Map<string, Person>();
	const attempts: Attempt[] = [];

	for (const [folder, own] of byFolder(files, index, root)) {
		const entry = metadata[folder];
		if (!entry) {
			const why = "submission_metadata.yml does not know it. Export the submissions again.";
			unplaced.push({ source: own[0]!.source, why });
			continue;
		}
		for (const submitter of entry[":submitters"]) {
			const person = personOf(submitter);
			if (!person) {
				const why = `Gradescope gives “${submitter[":name"]}” neither an ID nor an e-mail address. Add one there, and export again.`;
				unplaced.push({ source: own[0]!.source, why });
				continue;
			}
			people.set(JSON.stringify(person), person);
			attempts.push({
				student: person.student,
				receivedAt: entry[":created_at"],
				files: own.map(({ file }) => file),
			});
		}
	}
	return { attempts, people: [...people.values()], unplaced, notes: [] };
}

function byFolder(files: readonly DownloadedFile[], index: DownloadedFile, root: string) {
	const folders = new Map<string, { source: string; file: DownloadedFile }[]>();
	for (const file of files) {
		if (file === index) continue;
		const [folder = "", ...path] = file.path.slice(root.length).split("/");
		const own = { source: file.path, file: { ...file, path: path.join("/") || folder } };
		folders.set(folder, [...(folders.get(folder) ?? []), own]);
	}
	return folders;
}

const Text = z.union([z.string(), z.number().transform(String), z.null().transform(() => "")]);
const Submitter = z.object({
	":name": Text,
	":sid": Text.optional(),
	":email": Text.optional(),
});
/** Ruby writes "2026-11-20 10:05:00.000000000 Z"; YAML makes a date of it, or leaves it. */
const Time = z
	.union([z.date(), z.string()])
	.transform((time) => new Date(typeof time === "string" ? time.replace(/ Z$/, "Z") : time))
	.refine((time) => !Number.isNaN(time.getTime()), "is no time")
	.transform((time) => time.toISOString());
const Metadata = z.record(
	z.string(),
	z.object({ ":submitters": z.array(Submitter).min(1), ":created_at": Time }),
);

function readMetadata({ bytes, path }: DownloadedFile): z.infer<typeof Metadata> {
	try {
		return Metadata.parse(parse(new TextDecoder().decode(bytes)));
	} catch (error) {
		const issue = error instanceof z.ZodError ? error.issues[0] : undefined;
		const what = issue ? `${issue.path.join(" › ")}: ${issue.message}` : (error as Error).message;
		throw new GradingError(
			`${path} cannot be read: ${what}. Export the submissions from Gradescope again.`,
		);
	}
}

function personOf({
	":name": name,
	":sid": sid,
	":email": email,
}: z.infer<typeof Submitter>): Person | undefined {
	const id = sid || email;
	return id ? { student: folderName(id), name, ...(email && { email }) } : undefined;
}
