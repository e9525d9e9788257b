import { findLesson } from "./find-lesson";
import type { Choice, Question } from "./lesson";
import { recordAnswer } from "./progress/record";
import { Shown } from "./views/shown";

/**
 * The questions of a lesson. `answer("02-softmax", 1, "b")` answers the first.
 *
 * @throws UnknownExercise
 */
export function quiz(exercise: string): Shown {
	const lesson = findLesson(exercise);
	const questions = lesson.quiz.map((question, i) => questionProse(question, i + 1));
	const how = `Answer with \`await answer("${lesson.id}", 1, "a")\`: the number of the question, the letter of your choice.`;
	return new Shown(`Quiz · ${lesson.title}`, [...questions, how].join("\n\n"));
}

/** A question under its number, with its choices, as prose. */
export function questionProse({ text, choices }: Question, number: number): string {
	return [
		`${number}. ${text}`,
		...choices.map((choice, j) => `(${letter(j)}) ${choice.text}`),
	].join("\n\n");
}

/**
 * Answers question `number`, from 1, with the letter of a choice, and says why it is right or what
 * may have led there. An empty choice, as in a notebook nobody has filled in, shows the question.
 *
 * @throws UnknownExercise, RangeError (there is no such question or choice)
 */
export async function answer(exercise: string, number: number, choice: string): Promise<Shown> {
	const lesson = findLesson(exercise);
	const question = lesson.quiz[number - 1];
	if (!question)
		throw new RangeError(
			`${lesson.id} has the questions 1 to ${lesson.quiz.length}; there is no question ${number}.`,
		);
	if (choice.trim() === "") return unanswered(question, number);
	const index = question.choices.findIndex((_, j) => letter(j) === choice.trim().toLowerCase());
	const chosen = question.choices[index];
	if (!chosen)
		throw new RangeError(
			`Question ${number} has the choices ${question.choices.map((_, j) => letter(j)).join(", ")}; there is no choice "${choice}".`,
		);
	const right = chosen.right === true;
	const { notes } = await recordAnswer(lesson, number, { choice: index + 1, right });
	const body = right ? rightAnswer(question, chosen) : [chosen.because, "Choose again."];
	return new Shown(
		`${right ? "✓ Right" : "✗ Not this one"}: (${letter(index)}) ${chosen.text}`,
		[...body, ...notes].join("\n\n"),
	);
}

function unanswered(question: Question, number: number): Shown {
	const letters = question.choices.map((_, i) => letter(i));
	const how = `Put ${letters.slice(0, -1).join(", ")} or ${letters.at(-1)} between the quotes and run the cell again.`;
	return new Shown(`Question ${number} waits for your answer`, [question.text, how].join("\n\n"));
}

function rightAnswer(question: Question, chosen: Choice): string[] {
	const others = question.choices.flatMap((choice, j) =>
		choice === chosen ? [] : [`(${letter(j)}) ${choice.text} — ${choice.because}`],
	);
	return [chosen.because, "Why not the others:", ...others];
}

const letter = (index: number): string => String.fromCharCode("a".charCodeAt(0) + index);
