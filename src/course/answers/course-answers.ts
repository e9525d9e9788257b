import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { projectRoot } from "../../project-root";
import type { Lesson } from "../lesson";
import { lessons } from "../lessons";

/** What the course says to a question that people ask, or about a word it uses. Both texts are Markdown. */
export interface CourseAnswer {
	readonly kind: "question" | "word";
	/** "Why divide by $\sqrt{d_k}$ and not by $d_k$?", "softmax" */
	readonly title: string;
	readonly text: string;
	readonly lesson: Lesson;
}

/** Everything the notebooks answer under "Questions people ask", and the words they explain, in the order of the course. */
export async function courseAnswers(): Promise<readonly CourseAnswer[]> {
	const perLesson = await Promise.all(lessons.map(answersOf));
	return perLesson.flat();
}

const notebook = z.object({
	cells: z.array(z.object({ id: z.string(), source: z.union([z.string(), z.array(z.string())]) })),
});

async function answersOf(lesson: Lesson): Promise<readonly CourseAnswer[]> {
	const path = join(projectRoot, "notebooks", `${lesson.id}.ipynb`);
	const { cells } = notebook.parse(JSON.parse(await readFile(path, "utf8")));
	const cell = (id: string) => [cells.find((cell) => cell.id === id)?.source ?? ""].flat().join("");
	return [
		...questionsIn(cell("questions")).map(([title, text]) => ({
			kind: "question" as const,
			title,
			text,
			lesson,
		})),
		...wordsIn(cell("glossary")).map(([title, text]) => ({
			kind: "word" as const,
			title,
			text,
			lesson,
		})),
	];
}

/** Paragraphs that begin with a bold question; those that do not belong to the answer before. */
export function questionsIn(markdown: string): [question: string, answer: string][] {
	const parts = markdown.split(/^\*\*(.+?)\*\*[ \t]*/m).slice(1);
	return parts.flatMap((part, i): [string, string][] =>
		i % 2 === 0 ? [[part, (parts[i + 1] ?? "").trim()]] : [],
	);
}

/** Rows of a table, `| **word** | meaning |`. */
export function wordsIn(markdown: string): [word: string, meaning: string][] {
	return [...markdown.matchAll(/^\|\s*\*\*(.+?)\*\*\s*\|\s*(.+?)\s*\|\s*$/gm)].map(
		([, word = "", meaning = ""]) => [word, meaning],
	);
}
