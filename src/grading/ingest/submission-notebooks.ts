import { posix } from "node:path";
import { UnreadableSource } from "../../course/judge/decode-source";
import type { SubmittedExercise } from "../submission";
import { candidates } from "./candidates";
import type { FoundFiles } from "./found-files";
import type { SourceTexts } from "./import-closure";
import { notebookCells } from "./notebook-cells";

/** What the notebooks of one submission say of an exercise. */
export interface SubmissionNotebooks {
	/** Undefined when no notebook has a cell of the exercise. */
	cellOf(exercise: string): ExerciseCell | undefined;
	/** Why an exercise may have stood in a notebook and cannot be found there. */
	problemOf(exercise: string): SubmittedExercise | undefined;
}

export interface ExerciseCell {
	/** Path of the notebook. */
	readonly notebook: string;
	readonly text: string;
	/** When several cells of the notebook differ: nobody can say which one counts. */
	readonly twice?: SubmittedExercise;
}

/** Reads the notebooks of one submission; of several with a cell of one exercise the best counts. */
export function submissionNotebooks(
	found: FoundFiles,
	texts: SourceTexts,
	exercises: readonly string[],
): SubmissionNotebooks {
	const cells = new Map<string, Map<string, string[]>>();
	const broken = new Map<string, string>();
	for (const path of [...found.files.keys()].filter((path) => /\.ipynb$/i.test(path)))
		try {
			cells.set(path, notebookCells(texts.text(path), path, exercises));
		} catch (error) {
			broken.set(path, problem(error, path));
		}

	return {
		cellOf(exercise) {
			const holding = [...cells.keys()].filter((path) => cells.get(path)?.has(exercise));
			const best = candidates(exercise, "ipynb", found.files).find((path) =>
				holding.includes(path),
			);
			const notebook = best ?? holding.sort()[0];
			if (notebook === undefined) return undefined;
			const [text = "", ...others] = cells.get(notebook)!.get(exercise)!;
			return { notebook, text, ...(others.length > 0 && { twice: twice(exercise, notebook) }) };
		},
		problemOf(exercise) {
			const named = candidates(exercise, "ipynb", found.files);
			const damaged = [...broken.keys()].find(
				(path) => named.includes(path) || !exercises.some((id) => path.includes(id)),
			);
			if (damaged !== undefined) return { kind: "ungradable", why: broken.get(damaged)! };
			return named[0] === undefined ? undefined : deleted(exercise, named[0]);
		},
	};
}

/** Whatever is thrown: also the stack may end, at JSON in JSON without end. */
function problem(error: unknown, path: string): string {
	if (error instanceof UnreadableSource) return error.message;
	return `${posix.basename(path)} is damaged: it is no notebook of format 4. Open it in Jupyter, save it, and hand it in again.`;
}

const twice = (exercise: string, notebook: string): SubmittedExercise => ({
	kind: "ungradable",
	why: `${notebook} has several cells for exercise ${exercise}, and they differ. Keep one of them and hand the notebook in again.`,
});

const deleted = (exercise: string, notebook: string): SubmittedExercise => ({
	kind: "student-error",
	why:
		`${notebook} has no cell for exercise ${exercise}: was it deleted? ` +
		`Such a cell begins with the line \`// exercises/${exercise}.ts\`. Or hand in exercises/${exercise}.ts itself.`,
});
