import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { projectRoot } from "../project-root";
import { CourseError } from "./course-error";
import { findLesson } from "./find-lesson";
import { hasSolutions } from "./has-solutions";
import type { ExerciseProgress } from "./progress/progress";
import { readProgress } from "./progress/progress-file";
import { recordSolution } from "./progress/record";
import { Shown } from "./views/shown";

/** The solution is still closed; the message says what opens it. */
export class SolutionClosed extends CourseError {
	override readonly name = "SolutionClosed";
}

/** This edition of the course has no solutions. */
export class NoSolutions extends CourseError {
	override readonly name = "NoSolutions";
}

export interface SolutionOptions {
	/** Opens the solution before the exercise is passed. It is recorded. */
	readonly giveUp?: boolean;
}

/**
 * The solution of an exercise, one good way of several. It opens when the exercise is passed, or when
 * the learner gives up: `solution("02-softmax", { giveUp: true })`.
 *
 * @throws UnknownExercise, SolutionClosed, NoSolutions
 */
export async function solution(exercise: string, options: SolutionOptions = {}): Promise<Shown> {
	const lesson = findLesson(exercise);
	const { giveUp = false } = options;
	if (!hasSolutions())
		throw new NoSolutions(
			`The solutions are not part of this edition of the course. Ask whoever teaches it; the hints are here: hint("${lesson.id}") in a notebook, "npx attention-lab hint ${lesson.id}" in a terminal.`,
		);
	const { progress } = await readProgress();
	const opened = isOpen(progress.exercises[lesson.id]);
	if (!opened && !giveUp)
		throw new SolutionClosed(
			`The solution of ${lesson.id} opens when your own code has passed. If you would rather read it now, give up: ` +
				`solution("${lesson.id}", { giveUp: true }) in a notebook, "npx attention-lab solution ${lesson.id} --give-up" in a terminal.`,
		);
	const path = `solutions/${lesson.id}.ts`;
	const text = await readFile(join(projectRoot, path), "utf8");
	const { notes } = await recordSolution(lesson, !opened);
	return new Shown(path, [`\`\`\`\n${text.trimEnd()}\n\`\`\``, ...notes].join("\n\n"));
}

/** Whether the learner may read the solution of this exercise. */
export async function isSolutionOpen(exercise: string): Promise<boolean> {
	const { id } = findLesson(exercise);
	const { progress } = await readProgress();
	return hasSolutions() && isOpen(progress.exercises[id]);
}

const isOpen = (progress: ExerciseProgress | undefined): boolean =>
	progress?.passedAt !== undefined || progress?.gaveUpAt !== undefined;
