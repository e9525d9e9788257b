/** A lesson as the page's list shows it. */
export interface LessonView {
	/** "02-softmax" */
	readonly id: string;
	readonly title: string;
	/** Course path: "notebooks/02-softmax.ipynb". */
	readonly notebook: string;
	/** Course path of what the learner edits, or `null` where the lesson has no exercise. */
	readonly exercise: string | null;
	/** Course path of the solution, once the learner may read it. */
	readonly solution: string | null;
	readonly state: "open" | "started" | "done";
	readonly points: number;
	readonly maxPoints: number;
}
