import { Signal } from "@lumino/signaling";
import type { LessonView } from "../lesson-view";

export interface Course {
	readonly title: string;
	readonly lessons: readonly LessonView[];
	/** What the learner should know about how progress is kept. */
	readonly notes: readonly string[];
}

/** The course as the server knows it: lessons, and how far the learner is. */
export const course = {
	current: { title: "attention-lab", lessons: [], notes: [] } as Course,
	changed: new Signal<object, Course>({}),
	async refresh(): Promise<Course> {
		const response = await fetch("/lab/course", { cache: "no-store" }).catch(() => undefined);
		if (response?.ok) {
			this.current = (await response.json()) as Course;
			this.changed.emit(this.current);
		}
		return this.current;
	},
	lesson(id: string): LessonView | undefined {
		return this.current.lessons.find((lesson) => lesson.id === id);
	},
};
