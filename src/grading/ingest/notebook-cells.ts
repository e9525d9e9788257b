import { findLesson } from "../../course/find-lesson";
import type { Cell } from "../../notebook/notebook";
import { parseNotebook } from "../../notebook/parse-notebook";

/**
 * The sources of exercises that stand in cells of a notebook, by exercise id; more than one when an
 * exercise has several cells that differ. A code cell is an exercise's
 *
 * - when nbgrader knows it by the exercise's id (`metadata.nbgrader.grade_id` is "05-attention"), or
 * - when its first line is `// exercises/05-attention.ts`.
 *
 * It is a whole exercise file, save that `export` may be missing. Nothing is run.
 *
 * @throws NotebookError when it is no notebook
 */
export function notebookCells(
	contents: string,
	name: string,
	exercises: readonly string[],
): Map<string, string[]> {
	const found = new Map<string, string[]>();
	for (const cell of parseNotebook(contents, name).cells) {
		const exercise = cell.cell_type === "code" ? exerciseOf(cell) : undefined;
		if (exercise === undefined || !exercises.includes(exercise)) continue;
		const source = withExports(cell.source, exercise);
		const known = found.get(exercise) ?? [];
		if (!known.includes(source)) found.set(exercise, [...known, source]);
	}
	return found;
}

function exerciseOf({ metadata, source }: Cell): string | undefined {
	const { nbgrader } = metadata;
	if (typeof nbgrader === "object" && nbgrader !== null && "grade_id" in nbgrader)
		return String(nbgrader.grade_id);
	return /^\s*\/\/ ?(?:\.{1,2}\/)?exercises\/([\w-]+)\.ts[ \t]*\r?(?:\n|$)/.exec(source)?.[1];
}

/**
 * In a notebook a function need not be exported to be seen by other cells; the judge asks exports. What
 * is declared at the start of a line is found without parsing, as in `importClosure`.
 */
function withExports(source: string, exercise: string): string {
	const exported = [...source.matchAll(/^export \{([^}]*)\}/gm)].join(" ");
	const missing = findLesson(exercise).exercise.functions.filter(
		(name) =>
			new RegExp(`^(async )?(function\\*? ?|(const|let|var) )${name}\\b`, "m").test(source) &&
			!new RegExp(`\\b${name}\\b`).test(exported),
	);
	return missing.length > 0 ? `${source}\nexport { ${missing.join(", ")} };\n` : source;
}
