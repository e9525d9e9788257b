import { existsSync } from "node:fs";
import { join, relative, resolve, sep } from "node:path";
import process from "node:process";
import { projectRoot } from "../project-root";
import { CourseError } from "./course-error";
import { findLesson } from "./find-lesson";
import { createJudgeProcess, type JudgeAnswer } from "./judge/judge-process";
import type { JudgeRequest } from "./judge/messages";
import { judgment } from "./judgment";
import { readProgress } from "./progress/progress-file";
import { recordAttempt } from "./progress/record";
import { Verdict } from "./verdict";

export interface CheckOptions {
	/** Changes every fixture. A whole number from 0; default 1. */
	readonly seed?: number;
	/** Another file than `exercises/<exercise>.ts`. It does not count as progress. */
	readonly file?: string;
}

/** The file to check is not there. */
export class MissingFile extends CourseError {
	override readonly name = "MissingFile";
}

const judge = createJudgeProcess();

/** Starts the judge before it is needed. */
export const warmUpJudge = (): void => judge.warmUp();

/** Ends the judge at once, whatever it is doing. */
export const closeJudge = (): void => judge.close();

/**
 * Checks the learner's file of an exercise, "02-softmax", property by property, and records the
 * attempt. In a notebook, `await check("02-softmax")` shows the verdict.
 *
 * @throws UnknownExercise, MissingFile, RangeError (the seed), JudgeUnavailable
 */
export async function check(exercise: string, options: CheckOptions = {}): Promise<Verdict> {
	const lesson = findLesson(exercise);
	const { seed = 1 } = options;
	if (!Number.isSafeInteger(seed) || seed < 0)
		throw new RangeError(`The seed is ${seed}: it must be a whole number, 0 or larger.`);
	const own = fileToCheck(lesson.id);
	const file = fileToCheck(lesson.id, options);
	const label = labelOf(file);
	if (!existsSync(file))
		throw new MissingFile(
			file === own
				? `${label} is not there. "npx attention-lab reset ${lesson.id}" brings back the original.`
				: `There is no file ${options.file} (looked for ${file}).`,
		);

	const request = { kind: "check", exercise: lesson.id, file, label, seed } as const;
	const answer = await completeAnswer(request);
	if (answer.cutShort) judge.warmUp(); // a new one, for the next time
	const judged = judgment(lesson, answer, label, timeLimit());
	const kept = file === own ? await recordAttempt(lesson, judged) : await readProgress();
	return new Verdict(file, label, seed, {
		lesson,
		judgment: judged,
		printed: answer.printed,
		hintsTaken: kept.progress.exercises[lesson.id]?.hintsTaken ?? 0,
		notes: kept.notes,
	});
}

/** The absolute path of the file that `check` would check. @throws UnknownExercise */
export function fileToCheck(exercise: string, { file }: CheckOptions = {}): string {
	const own = join(projectRoot, "exercises", `${findLesson(exercise).id}.ts`);
	return file === undefined ? own : resolve(file);
}

/** An answer that says what there was to check, even when the judge was cut short before it could. */
async function completeAnswer(request: JudgeRequest): Promise<JudgeAnswer> {
	const answer = await judge.ask(request, timeLimit());
	if (answer.outline.length > 0) return answer;
	const { exercise } = request;
	const { outline } = await judge.ask({ kind: "outline", exercise }, timeLimit());
	return { ...answer, outline };
}

/** The time a check may take, in milliseconds; ATTENTION_LAB_TIME_LIMIT says otherwise, in seconds. */
function timeLimit(): number {
	const seconds = Number(process.env.ATTENTION_LAB_TIME_LIMIT);
	return 1000 * (seconds > 0 ? seconds : 10);
}

/** The path as a person would write it, from the course's folder when it lies inside. */
function labelOf(file: string): string {
	const path = relative(projectRoot, file);
	return path.startsWith("..") || path === resolve(path) ? file : path.split(sep).join("/");
}
