import { z } from "zod";
import type { Cell } from "../../notebook/notebook";
import { NotebookError } from "../../notebook/notebook-error";
import { parseNotebook } from "../../notebook/parse-notebook";
import { nbgraderChecksum } from "./nbgrader-checksum";
import type { Problem } from "./problem";
import { repeated } from "./repeated";

/** nbgrader's cell metadata of version 3; nothing else may be in it. */
const nbgraderMetadata = z.strictObject({
	schema_version: z.literal(3),
	grade: z.boolean(),
	locked: z.boolean(),
	solution: z.boolean(),
	task: z.boolean().exactOptional(),
	grade_id: z
		.string()
		.regex(/^[a-zA-Z0-9_-]+$/, "a grade_id has only letters, digits, _ and -")
		.exactOptional(),
	points: z.number().nonnegative().exactOptional(),
	checksum: z.string().length(32).exactOptional(),
	cell_type: z.enum(["raw", "code", "markdown"]).exactOptional(),
});

export type NbgraderMetadata = z.infer<typeof nbgraderMetadata>;

/** The rules of nbgrader's own validator (nbgrader/nbgraderformat/v3.py), and that checksums are right. */
export function lintNbgraderNotebook(text: string): Problem[] {
	let cells: readonly Cell[];
	try {
		({ cells } = parseNotebook(text, "the notebook"));
	} catch (error) {
		if (error instanceof NotebookError) return [{ where: "the file", rule: error.message }];
		throw error;
	}
	const marked = cells.filter(({ metadata }) => metadata.nbgrader !== undefined);
	const ids = marked.flatMap(({ metadata }) => {
		const parsed = nbgraderMetadata.safeParse(metadata.nbgrader);
		return parsed.success && parsed.data.grade_id !== undefined ? [parsed.data.grade_id] : [];
	});
	return [
		...(marked.length > 0 ? [] : [{ where: "the file", rule: "has no cell of nbgrader's" }]),
		...repeated(ids).map((where) => ({ where, rule: "is the grade_id of two cells" })),
		...marked.flatMap(cellProblems),
	];
}

function cellProblems(cell: Cell): Problem[] {
	const where = `cell ${cell.id}`;
	const parsed = nbgraderMetadata.safeParse(cell.metadata.nbgrader);
	if (!parsed.success)
		return parsed.error.issues.map(({ path, message }) => ({
			where,
			rule: `${path.join(".")} ${message}`.trim(),
		}));
	const { grade, locked, solution, task, grade_id, points, checksum, cell_type } = parsed.data;
	const isText = cell.cell_type === "markdown";
	const rules: [boolean, string][] = [
		[(grade || solution || locked) && grade_id === undefined, "has no grade_id"],
		[grade && points === undefined, "is graded and has no points"],
		[!grade && points !== undefined, "has points and is not graded"],
		[cell_type !== undefined && cell_type !== cell.cell_type, `is no ${cell_type} cell any more`],
		[task === true && !isText, "is a task and no text"],
		[task !== true && isText && grade !== solution, "is text: graded and solution go together"],
		[
			checksum !== undefined && checksum !== nbgraderChecksum(cell, parsed.data),
			"was changed: the checksum is another",
		],
	];
	return rules.filter(([broken]) => broken).map(([, rule]) => ({ where, rule }));
}
