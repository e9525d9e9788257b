import { constants, copyFile, mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { writeFileAtomically } from "../files/write-file-atomically";
import { projectRoot } from "../project-root";
import { CourseError } from "./course-error";
import { findLesson } from "./find-lesson";
import { stateDirectory } from "./progress/state-directory";

/** What a reset did; paths are absolute. */
export interface Reset {
	readonly file: string;
	/** False when the original was there already. */
	readonly isNew: boolean;
	/** The copy of what was there, if anything was. */
	readonly backup?: string;
}

/** The file could not be put back, and is as it was. */
export class ResetFailed extends CourseError {
	override readonly name = "ResetFailed";
}

/**
 * Puts the original of an exercise back in its place, and keeps a copy of what the learner had there.
 * The originals lie in `src/course/originals`, because a checkout need not have its history.
 *
 * @throws UnknownExercise, ResetFailed
 */
export async function reset(exercise: string): Promise<Reset> {
	const { id } = findLesson(exercise);
	const file = join(projectRoot, "exercises", `${id}.ts`);
	const original = await readFile(join(projectRoot, "src", "course", "originals", `${id}.ts.txt`));
	const present = await readFile(file).catch(() => undefined);
	if (present?.equals(original)) return { file, isNew: false };
	try {
		const backup = present && (await keepCopy(id, file));
		await mkdir(join(projectRoot, "exercises"), { recursive: true });
		await writeFileAtomically(file, original);
		return { file, isNew: true, ...(backup && { backup }) };
	} catch (error) {
		const why = error instanceof Error ? error.message : String(error);
		throw new ResetFailed(
			`exercises/${id}.ts was left as it is, because the original could not be put in its place: ${why}`,
		);
	}
}

async function keepCopy(id: string, file: string): Promise<string> {
	const folder = join(stateDirectory(), "backups");
	await mkdir(folder, { recursive: true });
	const moment = new Date().toISOString().replaceAll(":", "-");
	const backup = join(folder, `${id}.${moment}.ts`);
	await copyFile(file, backup, constants.COPYFILE_EXCL);
	return backup;
}
