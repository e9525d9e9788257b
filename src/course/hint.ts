import { findLesson } from "./find-lesson";
import { readProgress } from "./progress/progress-file";
import { recordHint } from "./progress/record";
import { Shown } from "./views/shown";

const steps = ["the idea", "the shapes", "in words", "almost the code"];

/**
 * The next hint for an exercise: the first explains the idea, the fourth is almost the code. After
 * the last, all of them again.
 *
 * @param number a certain hint, from 1
 * @throws UnknownExercise, RangeError (there is no hint of that number)
 */
export async function hint(exercise: string, number?: number): Promise<Shown> {
	const lesson = findLesson(exercise);
	const { hints } = lesson.exercise;
	if (number !== undefined && !hints[number - 1])
		throw new RangeError(
			`${lesson.id} has the hints 1 to ${hints.length}; there is no hint ${number}.`,
		);

	const taken = (await readProgress()).progress.exercises[lesson.id]?.hintsTaken ?? 0;
	const next = number ?? taken + 1;
	const shown = next <= hints.length ? [next] : hints.map((_, i) => i + 1);
	const { notes } = await recordHint(lesson, Math.min(next, hints.length));
	const text = shown.map((n) => {
		const heading = `Hint ${n} of ${hints.length}, ${steps[n - 1]}:`;
		return `${heading}\n\n${hints[n - 1]!.text}`;
	});
	return new Shown(`${lesson.id} · ${lesson.title}`, [...text, ...notes].join("\n\n"));
}
