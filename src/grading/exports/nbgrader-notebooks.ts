import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Lesson } from "../../course";
import type { Cell, Notebook } from "../../notebook/notebook";
import { readNotebook } from "../../notebook/read-notebook";
import { projectRoot } from "../../project-root";
import { GradingError } from "../grading-error";
import type { NbgraderMetadata } from "./lint-nbgrader-notebook";
import { nbgraderChecksum } from "./nbgrader-checksum";

/**
 * The notebook of a lesson as nbgrader releases it: where the lesson checks the exercise there is a cell to
 * write the answer in, by the exercise's id, and a locked cell that checks it and gives its points.
 * `grade run` finds the answer by the same id.
 *
 * @throws GradingError when the notebook has no cell that checks the exercise
 */
export async function nbgraderNotebook(lesson: Lesson): Promise<Notebook> {
	const { id, exercise } = lesson;
	const notebook = await readNotebook(join(projectRoot, "notebooks", `${id}.ipynb`));
	const place = notebook.cells.findIndex(({ source }) => source.includes(`await check("${id}")`));
	if (place < 0)
		throw new GradingError(`notebooks/${id}.ipynb has no cell with await check("${id}")`);
	const cells = [
		...notebook.cells.slice(0, place),
		marked("markdown", statement, { grade_id: `${id}-statement`, locked: true }),
		marked("code", await stub(id), { grade_id: id, solution: true }),
		marked("code", test(lesson), {
			grade_id: `${id}-test`,
			locked: true,
			grade: true,
			points: exercise.points,
		}),
		...notebook.cells.slice(place + 1),
	];
	return { ...notebook, cells };
}

const statement = `## Your answer

Write it in the next cell, and run that cell. Save the notebook, then run the cell below it: it checks the answer as it was saved.`;

/** What the learner begins with. Functions are not exported: in a cell the kernel does that itself. */
async function stub(id: string): Promise<string> {
	const original = await readFile(
		join(projectRoot, "src", "course", "originals", `${id}.ts.txt`),
		"utf8",
	);
	return `// exercises/${id}.ts\n${original.trimEnd().replace(/^export (?=function )/gm, "")}`;
}

/** nbgrader takes a number that a cell ends with for its points, and an error for none. */
const test = ({
	id,
	exercise,
}: Lesson): string => `import { readFileSync, writeFileSync } from "node:fs";
import { check } from "attention-lab/course";

const saved = JSON.parse(readFileSync("${id}.ipynb", "utf8"));
const answer = saved.cells.find((cell: any) => cell.metadata.nbgrader?.grade_id === "${id}");
const source = [answer.source].flat().join("");
const exported = /^export /m.test(source) ? "" : "\\nexport { ${exercise.functions.join(", ")} };\\n";
writeFileSync("${id}.answer.ts", source + exported);
const verdict = await check("${id}", { file: "${id}.answer.ts" });
console.log(String(verdict));
verdict.points`;

function marked(
	cell_type: "code" | "markdown",
	source: string,
	marks: Partial<NbgraderMetadata> & { readonly grade_id: string },
): Cell {
	const flags = { schema_version: 3, grade: false, locked: false, solution: false } as const;
	const metadata: NbgraderMetadata = { ...flags, ...marks, cell_type };
	const nbgrader = { ...metadata, checksum: nbgraderChecksum({ source, cell_type }, metadata) };
	const shared = { id: marks.grade_id, metadata: { nbgrader }, source };
	return cell_type === "code"
		? { cell_type, ...shared, execution_count: null, outputs: [] }
		: { cell_type, ...shared };
}
