import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { lessons } from "../../course/lessons";
import type { ExerciseProgress } from "../../course/progress/progress";
import { readProgress } from "../../course/progress/progress-file";
import type { LessonView } from "../lesson-view";

/** What the server has to know of the course. */
export interface CourseView {
	readonly title: string;
	/** The lessons with the learner's progress, and what the learner should know about how it is kept. */
	lessons(): Promise<{ lessons: LessonView[]; notes: readonly string[] }>;
	/** Whether the learner may read the solution of an exercise: it is passed, or was given up. */
	solutionIsOpen(exercise: string): Promise<boolean>;
	isLesson(id: string): boolean;
}

/** The course in a checkout: its lessons, and what else lies in the folder of the notebooks. */
export function courseView(root: string): CourseView {
	return {
		title: "attention-lab",
		async lessons() {
			const [names, exercises, solutions] = await Promise.all([
				filesIn(join(root, "notebooks")),
				filesIn(join(root, "exercises")),
				filesIn(join(root, "solutions")),
			]);
			const ids = names.filter((name) => name.endsWith(".ipynb")).map((name) => name.slice(0, -6));
			const { progress, notes } = await readProgress();
			const known = lessons.filter(({ id }) => ids.includes(id));
			const others = ids.filter((id) => !lessons.some((lesson) => lesson.id === id)).sort();
			const views = [
				...known.map(({ id, title, exercise }) => ({
					id,
					title,
					notebook: `notebooks/${id}.ipynb`,
					exercise: exercises.includes(`${id}.ts`) ? `exercises/${id}.ts` : null,
					solution:
						mayReadSolution(progress.exercises[id]) && solutions.includes(`${id}.ts`)
							? `solutions/${id}.ts`
							: null,
					...stateOf(progress.exercises[id]),
					maxPoints: exercise.points,
				})),
				...others.map((id) => ({
					id,
					title: id,
					notebook: `notebooks/${id}.ipynb`,
					exercise: null,
					solution: null,
					...stateOf(undefined),
					maxPoints: 0,
				})),
			];
			return { lessons: views, notes };
		},
		async solutionIsOpen(exercise) {
			return mayReadSolution((await readProgress()).progress.exercises[exercise]);
		},
		isLesson: (id) => lessons.some((lesson) => lesson.id === id),
	};
}

const mayReadSolution = (progress: ExerciseProgress | undefined): boolean =>
	progress?.passedAt !== undefined || progress?.gaveUpAt !== undefined;

/** A folder that is missing is empty. */
const filesIn = (directory: string): Promise<string[]> => readdir(directory).catch(() => []);

function stateOf(progress: ExerciseProgress | undefined): Pick<LessonView, "state" | "points"> {
	if (!progress || progress.attempts === 0) return { state: "open", points: 0 };
	return {
		state: progress.passedAt === undefined ? "started" : "done",
		points: progress.bestPoints,
	};
}
