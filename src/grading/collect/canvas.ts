import { basename } from "node:path/posix";
import { lessons } from "../../course";
import type { Roster, RosterStudent } from "../ingest/roster";
import type { Attempt, Collection, DownloadedFile, Person, Unplaced } from "./collection";
import { folderName } from "./folder-name";
import type { Row } from "./read-rows";

export interface CanvasOptions {
	/** Canvas's gradebook export. */
	readonly gradebook?: Roster;
	/** The lines of Canvas's group export: `name,canvas_user_id,…,group_name,…`. */
	readonly groups?: readonly Row[];
	/** Canvas says only who was late: everybody else counts as received at this time (ISO 8601, UTC). */
	readonly deadline?: string;
}

/**
 * Sorts a bulk download of Canvas ("Download Submissions"), which has one file a line:
 *
 *     lovelaceada_4711_90210_05-attention.ts          name, user, file, the file's own name
 *     lovelaceada_LATE_4711_90210_05-attention-1.ts   handed in late, and uploaded a second time
 *     groupseven_4711_90210_05-attention.ts           a group, by the user who speaks for it
 *     anon_Ab3dE_90210_05-attention.ts                graded anonymously
 *     lovelaceada_4711_text.html                      typed into Canvas's own text box
 *
 * Source: Canvas LMS, lib/content_zipper.rb (`get_filename`, `add_upload_submission`).
 */
export function canvasCollection(
	files: readonly DownloadedFile[],
	{ gradebook, groups = [], deadline }: CanvasOptions,
): Collection {
	const unplaced: Unplaced[] = [];
	const notes: string[] = [];
	const people = new Map((gradebook?.students ?? []).flatMap(personOf));
	const attempts: Attempt[] = [];
	const late: string[] = [];

	for (const [id, own] of byUser(files, unplaced)) {
		const { name, isLate } = own[0]!;
		const source = own[0]!.file.path;
		if (!gradebook) people.set(id, { student: id, name, ids: { canvas: id } });
		const person = people.get(id);
		if (!person) {
			unplaced.push({ source, why: unknownUser(id) });
			continue;
		}
		const members = isNameOf(person, name) ? [] : membersOf(name, groups, people);
		if (members.length === 0 && gradebook && !isNameOf(person, name))
			notes.push(
				`${source} is under the name “${name}”, Canvas's id ${id} is ${person.name}: a group? It counts for ${person.name} alone; with --groups (Canvas: People, Groups, Download Course Group CSV) it counts for every member.`,
			);
		for (const member of members.length > 0 ? members : [person]) {
			if (isLate) late.push(member.student);
			attempts.push({
				student: member.student,
				...(deadline && !isLate && { receivedAt: deadline }),
				files: withOwnNames(own),
			});
		}
	}
	if (!deadline)
		notes.push(
			"A download of Canvas does not say when a submission came. Give --deadline: whatever Canvas does not mark as late then counts as on time.",
		);
	if (late.length > 0)
		notes.push(
			`Canvas marks ${late.length} as late and does not say how late: ${late.join(", ")}. Write student,received into a CSV file and give it to “grade run --times”; else the time of the download counts.`,
		);
	return { attempts, people: [...people.values()], unplaced, notes };
}

interface CanvasFile {
	readonly file: DownloadedFile;
	readonly name: string;
	readonly isLate: boolean;
	readonly ownName: string;
}

function byUser(files: readonly DownloadedFile[], unplaced: Unplaced[]): Map<string, CanvasFile[]> {
	const users = new Map<string, CanvasFile[]>();
	for (const file of files) {
		const parts = (anonymous.exec(basename(file.path)) ?? named.exec(basename(file.path)))?.groups;
		if (!parts) {
			unplaced.push({
				source: file.path,
				why: "Canvas names a file name_user_file_…; this is something else. Move it out of the download, or hand it in by hand.",
			});
			continue;
		}
		const { name = "", late, user = "", ownName = "", entry } = parts;
		const own = { file, name, isLate: late !== undefined, ownName: entry ?? ownName };
		users.set(user, [...(users.get(user) ?? []), own]);
	}
	return users;
}

const rest = String.raw`(?:\d+_(?<ownName>.+)|(?<entry>(?:text|link)\.html))$`;
const anonymous = new RegExp(`^(?<late>LATE_)?(?<user>anon_[A-Za-z0-9]+)_${rest}`, "su");
const named = new RegExp(String.raw`^(?<name>.+?)_(?<late>LATE_)?(?<user>\d+)_${rest}`, "su");

/**
 * The files by the names the student gave them. Canvas calls the second upload of "05-attention.ts"
 * "05-attention-1.ts".
 */
function withOwnNames(files: readonly CanvasFile[]): DownloadedFile[] {
	const names = files.map(({ ownName }) => ownName.replace(/-\d+(?=\.(ts|ipynb)$)/, ""));
	return files.map(({ file, ownName }, i) => {
		const original = names[i]!;
		const isOurs = lessons.some(({ id }) => original === `${id}.ts` || original === `${id}.ipynb`);
		const isTheOnlyOne = names.indexOf(original) === names.lastIndexOf(original);
		return { ...file, path: isOurs && isTheOnlyOne ? original : ownName };
	});
}

/** By Canvas's id. */
function personOf({ id, name, email, section, ids }: RosterStudent): [string, Person][] {
	const { canvas } = ids;
	if (canvas === undefined) return [];
	const person = { student: folderName(id), ids };
	return [
		[
			canvas,
			{ ...person, ...(name && { name }), ...(email && { email }), ...(section && { section }) },
		],
	];
}

function membersOf(
	name: string,
	groups: readonly Row[],
	people: ReadonlyMap<string, Person>,
): Person[] {
	return groups
		.filter(({ group_name = "" }) => mangled(group_name) === name)
		.flatMap(({ canvas_user_id = "" }) => people.get(canvas_user_id) ?? []);
}

const isNameOf = (person: Person, name: string): boolean =>
	name === "" || person.name === name || mangled(person.name ?? "") === name;

/** A name as Canvas writes it into a file's name. */
const mangled = (name: string): string =>
	name.toLowerCase().replace(/[^\p{L}\p{M}\p{Nd}\p{Pc}]/gu, "");

const unknownUser = (id: string): string =>
	id.startsWith("anon_")
		? "Canvas hides the names of this assignment. Show them and download again, or collect without --gradebook, by Canvas's anonymous ids."
		: `The gradebook has nobody with Canvas's ID ${id}. Export the gradebook again (it may be older than the submission), or leave this out.`;
