import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { LessonView } from "../lesson-view";

/** What the server has to know of the course. */
export interface CourseView {
	readonly title: string;
	lessons(): Promise<LessonView[]>;
	solutionIsOpen(exercise: string): Promise<boolean>;
	isLesson(id: string): boolean;
	/** The folder in which a file changes when progress is saved. */
	readonly progressDirectory: string;
}

/** The lessons of a checkout. */
export function courseView(root: string): CourseView {
	return {
		title: "attention-lab",
		async lessons() {
			const names = await readdir(join(root, "notebooks"));
			return names
				.filter((name) => name.endsWith(".ipynb"))
				.sort()
				.map((name) => ({
					id: name.slice(0, -6),
					title: name.slice(3, -6),
					notebook: `notebooks/${name}`,
					exercise: `exercises/${name.slice(0, -6)}.ts`,
					state: "open" as const,
					points: 0,
					maxPoints: 0,
				}));
		},
		solutionIsOpen: async () => false,
		isLesson: (id) => /^\d\d-/.test(id),
		progressDirectory: join(root, ".attention-lab"),
	};
}
