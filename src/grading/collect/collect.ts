import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { stringify } from "csv-stringify/sync";
import { makeFolder } from "../../files/make-folder";
import { writeFileAtomically } from "../../files/write-file-atomically";
import { parseInstant } from "../gradebook/parse-instant";
import { GradingError } from "../grading-error";
import { readRoster } from "../ingest/read-roster";
import type { Roster } from "../ingest/roster";
import { canvasCollection } from "./canvas";
import type { Collection, Person, Unplaced } from "./collection";
import { foldersCollection } from "./folders";
import { gradescopeCollection } from "./gradescope";
import { moodleCollection } from "./moodle";
import { moodleTime } from "./moodle-time";
import { type Download, readDownload } from "./read-download";
import { readRows } from "./read-rows";
import { tellApart } from "./tell-apart";
import { writeAttempts } from "./write-attempts";

/** Where downloads come from. */
export const systems = ["canvas", "moodle", "gradescope", "github", "folders"] as const;

export interface CollectOptions {
	readonly system: (typeof systems)[number];
	/** The downloaded zip file, or the folder it was unpacked into. */
	readonly from: string;
	/** Gets `submissions/` and `roster.csv`. */
	readonly out: string;
	/** What the system exports beside the submissions: Canvas's gradebook, Moodle's grading worksheet, GitHub Classroom's grades. */
	readonly gradebook?: string | undefined;
	/** Canvas's group export. */
	readonly groups?: string | undefined;
	/** For Canvas: when whatever is not late counts as received. */
	readonly deadline?: string | undefined;
	/** For Moodle: the time zone of the site. */
	readonly zone?: string | undefined;
	/** For folders: what every folder's name begins with. */
	readonly prefix?: string | undefined;
}

export interface Collected {
	/** The folder for `grade run --submissions`. */
	readonly submissions: string;
	/** The file for `grade run --roster`; missing when the source knows nobody. */
	readonly roster?: string;
	readonly added: readonly string[];
	/** Was there from an earlier time, byte for byte. */
	readonly known: readonly string[];
	/** Was not taken, with reasons. */
	readonly unplaced: readonly Unplaced[];
	readonly notes: readonly string[];
}

/**
 * Makes a folder of submissions for `grade run` out of what a university's system lets one download.
 * Nothing is written over; collecting the same download again adds nothing, a later one adds what is new.
 *
 * @throws GradingError
 */
export async function collect(options: CollectOptions): Promise<Collected> {
	const download = await readDownload(options.from);
	const { attempts, people, unplaced, notes } = tellApart(await sort(download, options));
	if (attempts.length === 0)
		throw new GradingError(
			`No submission was found in ${options.from}.${unplaced[0] ? ` ${unplaced[0].source}: ${unplaced[0].why}` : ""} Is it a download of ${options.system}?`,
		);
	const submissions = join(options.out, "submissions");
	const { written, roster } = await tellingWhy(options.out, async () => {
		await makeFolder(submissions);
		const written = await writeAttempts(submissions, attempts);
		return { written, roster: await writeRoster(options.out, people) };
	});
	const { added, known, refused } = written;
	return {
		submissions,
		...(roster && { roster: roster.file }),
		added,
		known,
		unplaced: [...download.unread, ...unplaced, ...refused],
		notes: [...notes, ...(roster?.note ? [roster.note] : [])],
	};
}

async function tellingWhy<T>(out: string, write: () => Promise<T>): Promise<T> {
	try {
		return await write();
	} catch (error) {
		throw new GradingError(
			`${out} cannot be written: ${(error as Error).message}. What was written so far is whole; collect again once this is put right.`,
		);
	}
}

async function sort({ files }: Download, options: CollectOptions): Promise<Collection> {
	const { gradebook, groups, deadline, zone, prefix } = options;
	switch (options.system) {
		case "canvas":
			return canvasCollection(files, {
				...(gradebook && { gradebook: await readCanvasGradebook(gradebook) }),
				...(groups && { groups: await readRows(groups, groupColumns, canvasGroups) }),
				...(deadline && { deadline: parseInstant(deadline, "The deadline") }),
			});
		case "moodle":
			return moodleCollection(files, {
				...(gradebook && { worksheet: await readRows(gradebook, ["Identifier"], worksheet) }),
				...(zone && { toTime: moodleTime(zone) }),
			});
		case "gradescope":
			return gradescopeCollection(files);
		case "github":
			return foldersCollection(files, {
				...(gradebook && { grades: await readRows(gradebook, classroomColumns, classroom) }),
				...(prefix && { prefix }),
			});
		case "folders":
			return foldersCollection(files, prefix ? { prefix } : {});
	}
}

async function readCanvasGradebook(file: string): Promise<Roster> {
	const roster = await readRoster(file);
	if (roster.students.some(({ ids }) => ids.canvas !== undefined)) return roster;
	throw new GradingError(
		`${file} has no ids of Canvas's. It should be Canvas's gradebook (Grades, Export, Export Entire Gradebook).`,
	);
}

const groupColumns = ["canvas_user_id", "group_name"];
const canvasGroups = "Canvas's list of groups (People, Groups, Download Course Group CSV)";
const worksheet = "Moodle's grading worksheet (Submissions, Download grading worksheet)";
const classroomColumns = ["github_username", "student_repository_name"];
const classroom = "GitHub Classroom's list of grades (Download, Download grades)";

const columns = ["student", "name", "email", "section"] as const;

/** Writes roster.csv, or, when there is another one already, roster-2.csv beside it. */
async function writeRoster(
	out: string,
	people: readonly Person[],
): Promise<{ file: string; note?: string } | undefined> {
	if (people.every(({ name, ids }) => !name && !ids)) return undefined;
	const systemsOfIds = [...new Set(people.flatMap(({ ids = {} }) => Object.keys(ids)))].sort();
	const lines = people.map((person) => [
		...columns.map((column) => person[column] ?? ""),
		...systemsOfIds.map((system) => person.ids?.[system] ?? ""),
	]);
	const text = Buffer.from(stringify([[...columns, ...systemsOfIds], ...lines]));
	for (let i = 1; ; i++) {
		const file = join(out, i === 1 ? "roster.csv" : `roster-${i}.csv`);
		if (existsSync(file)) {
			if (text.equals(await readFile(file))) return { file };
			continue;
		}
		await writeFileAtomically(file, text);
		if (i === 1) return { file };
		const note = `There is another roster.csv already. It stays as it is; this one is ${file}.`;
		return { file, note };
	}
}
