import { mkdir, readFile, rename } from "node:fs/promises";
import { join } from "node:path";
import { writeFileAtomically } from "../../files/write-file-atomically";
import { withLock } from "./lock";
import { type ExerciseProgress, type Progress, parseProgress, untouched } from "./progress";
import { stateDirectory } from "./state-directory";

/** Progress, and what the learner should know about its file: that it was damaged, or not saved. */
export interface KeptProgress {
	readonly progress: Progress;
	readonly notes: readonly string[];
}

const nothing: Progress = { version: 1, exercises: {} };

/** Reads the progress file. Never throws: a file that cannot be read is told in the notes. */
export async function readProgress(): Promise<KeptProgress> {
	try {
		const text = await readText();
		if (text === undefined) return { progress: nothing, notes: [] };
		const progress = parseProgress(text);
		// a damaged file is set aside, which only one process at a time should do
		return progress ? { progress, notes: [] } : await locked(readOrSetAside);
	} catch (error) {
		const notes = [`Your progress could not be read from ${progressFile()}: ${reason(error)}.`];
		return { progress: nothing, notes };
	}
}

/**
 * Changes what is kept of one exercise, under a lock and starting from what is in the file now, so
 * that the page, a notebook and the terminal do not lose each other's records. Never throws: what
 * could not be saved is told in the notes.
 */
export async function changeProgress(
	exercise: string,
	change: (before: ExerciseProgress) => ExerciseProgress,
): Promise<KeptProgress> {
	const changed = ({ progress, notes }: KeptProgress): KeptProgress => {
		const after = change(progress.exercises[exercise] ?? untouched);
		return {
			progress: { ...progress, exercises: { ...progress.exercises, [exercise]: after } },
			notes,
		};
	};
	try {
		return await locked(async () => {
			const next = changed(await readOrSetAside());
			await writeFileAtomically(
				progressFile(),
				new TextEncoder().encode(`${JSON.stringify(next.progress, null, "\t")}\n`),
			);
			return next;
		});
	} catch (error) {
		const { progress, notes } = changed(await readProgress());
		return { progress, notes: [...notes, notSaved(error)] };
	}
}

const progressFile = (): string => join(stateDirectory(), "progress.json");

async function locked<T>(work: () => Promise<T>): Promise<T> {
	await mkdir(stateDirectory(), { recursive: true });
	return withLock(`${progressFile()}.lock`, work);
}

/** A damaged file is renamed, so that nothing that was in it is lost. */
async function readOrSetAside(): Promise<KeptProgress> {
	const text = await readText();
	if (text === undefined) return { progress: nothing, notes: [] };
	const progress = parseProgress(text);
	if (progress) return { progress, notes: [] };
	const aside = `${progressFile()}.damaged-${new Date().toISOString().replaceAll(":", "-")}`;
	await rename(progressFile(), aside);
	return {
		progress: nothing,
		notes: [
			`The file of your progress was damaged. It is kept as ${aside}, and a new one is begun.`,
		],
	};
}

async function readText(): Promise<string | undefined> {
	try {
		return await readFile(progressFile(), "utf8");
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
		throw error;
	}
}

function notSaved(error: unknown): string {
	return (
		`Your progress could not be saved in ${stateDirectory()}: ${reason(error)}. ` +
		"Your code is not affected. To keep progress elsewhere, set the environment variable ATTENTION_LAB_STATE to a folder you can write to."
	);
}

function reason(error: unknown): string {
	const code = (error as NodeJS.ErrnoException).code;
	if (code === "ENOSPC") return "the disk is full";
	if (code === "EACCES" || code === "EPERM") return "it may not be written";
	if (code === "EROFS") return "it is read-only";
	return error instanceof Error ? error.message : String(error);
}
