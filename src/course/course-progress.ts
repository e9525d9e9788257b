import { type DataTable, escapeHtml, tableHtml, tableText } from "../plots/data-table";
import { jupyterDisplay, type MimeBundle } from "../plots/jupyter-display";
import type { Lesson } from "./lesson";
import { lessons } from "./lessons";
import type { ExerciseProgress } from "./progress/progress";
import { untouched } from "./progress/progress";
import { readProgress } from "./progress/progress-file";

/** How far the learner is with one lesson. */
export interface LessonProgress {
	readonly exercise: string;
	readonly title: string;
	readonly state: "open" | "started" | "done";
	/** The best of all attempts. */
	readonly points: number;
	readonly maxPoints: number;
	readonly attempts: number;
	readonly hintsTaken: number;
	/** Whether the solution was opened before the exercise was passed. */
	readonly gaveUp: boolean;
	readonly passedAt?: string;
	readonly quiz: { readonly questions: number; readonly right: number };
}

/** How far the learner is. A notebook shows it as a table. */
export class CourseProgress {
	constructor(
		readonly lessons: readonly LessonProgress[],
		/** What is to be said about the file that keeps it. */
		readonly notes: readonly string[],
	) {}

	toJSON(): { lessons: readonly LessonProgress[] } {
		return { lessons: this.lessons };
	}

	toString(): string {
		return [tableText(this.table()), ...this.notes].join("\n\n");
	}

	[jupyterDisplay](): MimeBundle {
		const notes = this.notes.map((note) => `<p>${escapeHtml(note)}</p>`).join("");
		return { "text/html": tableHtml(this.table()) + notes, "text/plain": this.toString() };
	}

	private table(): DataTable {
		const rows = this.lessons.map((lesson) => [
			lesson.exercise,
			lesson.state === "done" ? "✓ done" : lesson.state,
			`${lesson.points} of ${lesson.maxPoints}`,
			`${lesson.attempts}`,
			`${lesson.hintsTaken}${lesson.gaveUp ? " + solution" : ""}`,
			`${lesson.quiz.right} of ${lesson.quiz.questions}`,
		]);
		return { header: ["lesson", "state", "points", "checks", "hints", "quiz"], rows };
	}
}

/** How far the learner is with each lesson of the course. */
export async function progress(): Promise<CourseProgress> {
	const kept = await readProgress();
	return new CourseProgress(
		lessons.map((lesson) => progressOf(lesson, kept.progress.exercises[lesson.id] ?? untouched)),
		kept.notes,
	);
}

function progressOf(lesson: Lesson, kept: ExerciseProgress): LessonProgress {
	const { attempts, bestPoints, hintsTaken, passedAt, gaveUpAt, quiz } = kept;
	const touched = attempts > 0 || hintsTaken > 0 || Object.keys(quiz).length > 0;
	return {
		exercise: lesson.id,
		title: lesson.title,
		state: passedAt ? "done" : touched ? "started" : "open",
		points: Math.min(bestPoints, lesson.exercise.points),
		maxPoints: lesson.exercise.points,
		attempts,
		hintsTaken,
		gaveUp: gaveUpAt !== undefined,
		...(passedAt && { passedAt }),
		quiz: {
			questions: lesson.quiz.length,
			right: Object.values(quiz).filter(({ right }) => right).length,
		},
	};
}

/** The first exercise of the course that is not passed yet; undefined when all are. */
export async function nextExercise(): Promise<string | undefined> {
	const course = await progress();
	return course.lessons.find(({ state }) => state !== "done")?.exercise;
}
