import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { projectRoot } from "../../project-root";
import { GradingError } from "../grading-error";
import type { Intake, Quarantined, Submission } from "../submission";
import { openInnerArchives } from "./archive-files";
import { FoundFiles } from "./found-files";
import { itemsInFolder } from "./items-in-folder";
import { itemsInZip } from "./items-in-zip";
import type { ReceivedTimes } from "./read-times";
import type { Roster } from "./roster";
import { folded, studentFinder } from "./student-finder";
import type { SubmissionItem, SubmissionItems } from "./submission-item";
import { submissionName } from "./submission-name";
import { type Course, submittedExercises } from "./submitted-exercises";
import { Unusable } from "./unusable";

export interface IntakeOptions {
	/** The folder of submissions, or a zip file of one. */
	readonly submissions: string;
	/** Without one, every folder and every archive is a student. */
	readonly roster?: Roster | undefined;
	/** When things were handed in, where their names do not say it. */
	readonly times?: ReceivedTimes | undefined;
	/** Ids of the exercises to look for. */
	readonly exercises: readonly string[];
}

/**
 * Reads a folder of submissions. A submission is a folder or an archive (zip, tar.gz) with the name of a
 * student, and perhaps a time: "ana", "ana.zip", "ana@2026-11-20T10-00-00Z". It holds exercise files,
 * anywhere in it, or notebooks with cells of exercises. Nothing of it is run, and nothing is written.
 *
 * A submission was handed in at the time in its name; else at the time that `times` says; else when its
 * newest file was changed.
 *
 * @throws GradingError when there is nothing to read; what is wrong with one submission is told in it
 */
export async function readIntake({
	submissions: place,
	roster,
	times,
	exercises,
}: IntakeOptions): Promise<Intake> {
	const course = await readCourse(exercises);
	const { items, strays, close } = await itemsAt(place);
	try {
		const find = studentFinder(roster);
		const owned = items.map((item) => owner(item, find));
		const known = owned.filter((one) => "student" in one);
		const timeOf = timeFinder(times, find);
		const submissions = await inParallel(known, 8, (one) => readSubmission(one, timeOf, course));
		const quarantine = [
			...strays,
			...owned.filter((one) => "why" in one),
			...unknownTimes(times, roster, find),
		];
		return {
			submissions: submissions.sort(byStudentAndTime),
			quarantine: quarantine.sort((a, b) => compare(a.source, b.source)),
		};
	} finally {
		close();
	}
}

async function readCourse(exercises: readonly string[]): Promise<Course> {
	const folder = join(projectRoot, "src", "course", "originals");
	const stubs = await Promise.all(
		exercises.map(
			async (id) => [id, await readFile(join(folder, `${id}.ts.txt`), "utf8")] as const,
		),
	);
	const known = new Map<string, string>();
	const once = (text: string): string => {
		const same = known.get(text);
		if (same === undefined) known.set(text, text);
		return same ?? text;
	};
	return { exercises, stubs: new Map(stubs), once };
}

async function itemsAt(place: string): Promise<SubmissionItems> {
	const unreadable = ({ code, message }: NodeJS.ErrnoException): never => {
		const reason = code === "ENOENT" ? "there is no such folder" : message;
		throw new GradingError(`The submissions in ${place} could not be read: ${reason}.`);
	};
	const isFolder = (await stat(place).catch(unreadable)).isDirectory();
	const found = isFolder ? await itemsInFolder(place).catch(unreadable) : await itemsInZip(place);
	if (found.items.length > 0) return found;
	found.close();
	throw new GradingError(
		`${place} holds no submissions. It needs a folder or an archive for each student, called by the student's id: ana/, ben.zip, chi.tar.gz.`,
	);
}

/** An item whose student is known. */
interface Owned {
	readonly item: SubmissionItem;
	readonly student: string;
	readonly receivedAt?: string;
}

function owner(
	item: SubmissionItem,
	find: (name: string) => readonly string[],
): Owned | Quarantined {
	const { source } = item;
	const name = submissionName(item.name);
	const [student, ...others] = find(name.student);
	if (student === undefined) {
		const why = `"${name.student}" is nobody in the roster. Add a line for this student, or rename it to the id of the student whose it is.`;
		return { source, why };
	}
	const mayBe = [student, ...others];
	if (others.length > 0) {
		const why = `"${name.student}" is the name of ${mayBe.length} students of the roster: ${mayBe.join(", ")}. Rename it to the id of the one whose it is.`;
		return { source, why, mayBe };
	}
	if ("problem" in name) return { source, why: name.problem, mayBe };
	return { item, student, ...(name.receivedAt && { receivedAt: name.receivedAt }) };
}

type TimeFinder = (student: string, source: string) => string | undefined;

function timeFinder(
	times: ReceivedTimes | undefined,
	find: (name: string) => readonly string[],
): TimeFinder {
	const key = (student: string, source: string) =>
		JSON.stringify([student, folded(source).replace(/\/$/, "")]);
	const known = new Map<string, string>();
	for (const { student, source = "", receivedAt } of times?.times ?? [])
		for (const one of find(student)) known.set(key(one, source), receivedAt);
	return (student, source) => known.get(key(student, source)) ?? known.get(key(student, ""));
}

function unknownTimes(
	times: ReceivedTimes | undefined,
	roster: Roster | undefined,
	find: (name: string) => readonly string[],
): Quarantined[] {
	if (!roster) return [];
	return (times?.times ?? []).flatMap(({ student }) => {
		const found = find(student);
		if (found.length === 1) return [];
		const what = found.length === 0 ? "nobody" : "more than one student";
		const why = `This table has a time for "${student}", which is ${what} in the roster. Write the student's id.`;
		return [{ source: times!.name, why, mayBe: found }];
	});
}

async function readSubmission(
	{ item, student, receivedAt }: Owned,
	timeOf: TimeFinder,
	course: Course,
): Promise<Submission> {
	const found = new FoundFiles(item.source);
	try {
		await item.gather(found);
		await openInnerArchives(found);
	} catch (error) {
		if (!(error instanceof Unusable)) throw error;
		found.files.clear();
		found.refused.push(error.message);
	}
	const { exercises, notes } = submittedExercises(found, course);
	const told = receivedAt ?? timeOf(student, item.source);
	const time = told ?? (found.newest ?? (await item.modified())).toISOString();
	return {
		student,
		source: item.source,
		receivedAt: time,
		exercises,
		notes: [
			...(told === undefined ? [guessedTime(found.localTimes)] : []),
			...(found.files.size === 0 ? ["It holds no TypeScript file and no notebook."] : []),
			...found.refused,
			...notes,
		],
	};
}

function guessedTime(local: boolean): string {
	const zone = local
		? `; the archive does not say its zone, and it was read as ${Intl.DateTimeFormat().resolvedOptions().timeZone}`
		: "";
	return `Nothing says when it was handed in: the time is that of its newest file, which the student may have set${zone}.`;
}

async function inParallel<T, R>(
	all: readonly T[],
	lanes: number,
	work: (one: T) => Promise<R>,
): Promise<R[]> {
	const results: R[] = [];
	const waiting = all.entries();
	const lane = async () => {
		for (const [i, one] of waiting) results[i] = await work(one);
	};
	await Promise.all(Array.from({ length: lanes }, lane));
	return results;
}

const byStudentAndTime = (a: Submission, b: Submission): number =>
	compare(a.student, b.student) ||
	Date.parse(a.receivedAt) - Date.parse(b.receivedAt) ||
	compare(a.source, b.source);

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
