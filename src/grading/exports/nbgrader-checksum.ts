import { createHash } from "node:crypto";
import type { Cell } from "../../notebook/notebook";
import type { NbgraderMetadata } from "./lint-nbgrader-notebook";

/** What nbgrader sees a change of a locked cell by. Source: nbgrader/utils.py, `compute_checksum`. */
export function nbgraderChecksum(
	{ source, cell_type }: Pick<Cell, "source" | "cell_type">,
	{ grade, solution, locked, grade_id = "", points = 0 }: NbgraderMetadata,
): string {
	const python = (flag: boolean) => (flag ? "True" : "False");
	const float = Number.isInteger(points) ? points.toFixed(1) : `${points}`;
	return createHash("md5")
		.update(source + cell_type + python(grade) + python(solution) + python(locked) + grade_id)
		.update(grade ? float : "")
		.digest("hex");
}
