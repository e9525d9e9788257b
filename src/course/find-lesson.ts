import { CourseError } from "./course-error";
import type { Lesson } from "./lesson";
import { lessons } from "./lessons";

/** The course has no exercise of that name. The message offers those that come near. */
export class UnknownExercise extends CourseError {
	override readonly name = "UnknownExercise";
}

/**
 * The lesson with this id. Its number or its name alone will do: "02-softmax", "02", "softmax".
 *
 * @throws UnknownExercise
 */
export function findLesson(id: string): Lesson {
	const wanted = id.toLowerCase().replace(/\.(ts|ipynb)$/, "");
	const exact = lessons.find((lesson) => lesson.id === wanted);
	if (exact) return exact;
	const short = lessons.filter((lesson) => shortNames(lesson.id).includes(wanted));
	if (short.length === 1) return short[0]!;
	throw new UnknownExercise(`There is no exercise "${id}". ${suggestion(wanted)}`);
}

const shortNames = (id: string): string[] => {
	const [number = "", ...name] = id.split("-");
	return [number, `${Number(number)}`, name.join("-")];
};

function suggestion(wanted: string): string {
	const near = lessons
		.map(({ id }) => ({
			id,
			distance: Math.min(...[id, ...shortNames(id)].map((name) => editDistance(wanted, name))),
		}))
		.filter(({ id, distance }) => distance <= 3 || id.includes(wanted))
		.sort((a, b) => a.distance - b.distance)
		.slice(0, 3);
	if (near.length > 0) return `Did you mean ${near.map(({ id }) => id).join(" or ")}?`;
	return `The exercises are ${lessons.map(({ id }) => id).join(", ")}.`;
}

/** How many letters have to be inserted, removed or changed to make `b` of `a` (Levenshtein 1966). */
function editDistance(a: string, b: string): number {
	let row = Array.from({ length: b.length + 1 }, (_, j) => j);
	for (const [i, letter] of [...a].entries()) {
		const next = [i + 1];
		for (let j = 1; j <= b.length; j++)
			next.push(
				Math.min(next[j - 1]! + 1, row[j]! + 1, row[j - 1]! + (letter === b[j - 1] ? 0 : 1)),
			);
		row = next;
	}
	return row[b.length]!;
}
