import { lessons } from "../../course";

/** "02 · Softmax: from scores to weights" */
export function exerciseTitle(id: string): string {
	const lesson = lessons.find((one) => one.id === id);
	return lesson ? `${id.slice(0, 2)} · ${lesson.title}` : id;
}
