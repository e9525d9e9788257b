import { createRandom, type Random } from "../attention";
import type { Lesson, Question } from "./lesson";
import { lessons } from "./lessons";
import { type ExerciseProgress, untouched } from "./progress/progress";
import { readProgress } from "./progress/progress-file";
import { questionProse } from "./quiz";
import { Shown } from "./views/shown";

export interface ReviewOptions {
	/** How many questions. Default: one of each lesson, and half as many again. */
	readonly questions?: number;
	/** Another seed, another sheet. Default: how many answers were given so far. */
	readonly seed?: number;
}

/** A question of a lesson's quiz. */
interface Candidate {
	readonly lesson: Lesson;
	readonly number: number;
	readonly question: Question;
	/** How many times as likely as others it is drawn. */
	readonly weight: number;
}

/**
 * A sheet of questions from all lessons. What was answered wrong before, or never, and the lessons whose exercise gave
 * trouble, are drawn more often; what was wrong comes first. Answers count in the lessons' own quizzes.
 *
 * @throws RangeError when `questions` is not a whole number of at least 1
 */
export async function reviewQuiz(options: ReviewOptions = {}): Promise<Shown> {
	const { exercises } = (await readProgress()).progress;
	const { questions = Math.round(1.5 * lessons.length) } = options;
	if (!Number.isInteger(questions) || questions < 1)
		throw new RangeError(`questions is ${questions}: it must be a whole number of at least 1.`);
	const answers = Object.values(exercises).reduce((n, { quiz }) => n + Object.keys(quiz).length, 0);
	const candidates = lessons.flatMap((lesson) =>
		candidatesOf(lesson, exercises[lesson.id] ?? untouched),
	);
	const sheet = drawSheet(candidates, questions, createRandom(options.seed ?? answers));
	const prose = sheet.map((candidate, i) => describeCandidate(candidate, i + 1));
	const title = `Review · ${sheet.length} questions from ${new Set(sheet.map(({ lesson }) => lesson)).size} lessons`;
	return new Shown(title, [...prose, again].join("\n\n"));
}

const again =
	"Copy the line under a question into a cell, put your letter in, and run it. When you have answered some, run the review again: it draws another sheet, from what you found hard.";

function candidatesOf(lesson: Lesson, kept: ExerciseProgress): Candidate[] {
	const trouble = kept.gaveUpAt !== undefined || (kept.attempts > 0 && !kept.passedAt) ? 2 : 1;
	return lesson.quiz.map((question, i) => {
		const answer = kept.quiz[i + 1];
		const weight = trouble * (answer === undefined ? 3 : answer.right ? 1 : wrongBefore);
		return { lesson, number: i + 1, question, weight };
	});
}

const wrongBefore = 9;

/** One question of each lesson as far as they go, the rest from all; the heaviest first. */
function drawSheet(candidates: readonly Candidate[], count: number, random: Random): Candidate[] {
	const left = [...candidates];
	const sheet: Candidate[] = [];
	while (sheet.length < count && left.length > 0) {
		const fresh = left.filter(({ lesson }) => sheet.every((drawn) => drawn.lesson !== lesson));
		const drawn = drawOne(fresh.length > 0 ? fresh : left, random);
		left.splice(left.indexOf(drawn), 1);
		sheet.push(drawn);
	}
	return sheet.sort((a, b) => b.weight - a.weight);
}

function drawOne(candidates: readonly Candidate[], random: Random): Candidate {
	const total = candidates.reduce((sum, { weight }) => sum + weight, 0);
	let rest = random.uniform(0, total);
	for (const candidate of candidates) {
		rest -= candidate.weight;
		if (rest < 0) return candidate;
	}
	return candidates.at(-1)!;
}

function describeCandidate({ lesson, number, question }: Candidate, place: number): string {
	const line = `await answer("${lesson.id}", ${number}, "")`;
	return [questionProse(question, place), `\`\`\`\n${line}\n\`\`\``].join("\n\n");
}
