import { stringify } from "csv-stringify/sync";
import { findLesson } from "../../course/find-lesson";
import { formatNotebook } from "../../notebook/format-notebook";
import { neutralCell } from "../gradebook/neutral-cell";
import { roundPoints } from "../gradebook/round-points";
import type { GradedStudent } from "../reports/graded-class";
import { type Exporter, withoutGrade } from "./exported";
import { lintNbgraderCsv, nbgraderColumns } from "./lint-nbgrader-csv";
import { lintNbgraderNotebook } from "./lint-nbgrader-notebook";
import { nbgraderNotebook } from "./nbgrader-notebooks";

/**
 * Grades in the columns of nbgrader's own CSV exporter, and the notebooks to hand out with nbgrader. Source:
 * nbgrader, nbgrader/plugins/export.py and nbgrader/nbgraderformat/v3.json.
 */
export const exportNbgrader: Exporter = async (graded, { title }) => {
	const rows = graded.students.map((student) => rowOf(student, title));
	const grades = stringify([nbgraderColumns, ...rows], { record_delimiter: "\n" });
	const notebooks = await Promise.all(
		graded.exercises.map(async ({ id }) => ({
			path: `nbgrader/release/${id}/${id}.ipynb`,
			contents: formatNotebook(await nbgraderNotebook(findLesson(id))),
		})),
	);
	return {
		files: [{ path: "nbgrader/grades.csv", contents: grades }, ...notebooks],
		problems: [
			...lintNbgraderCsv(grades),
			...notebooks.flatMap(({ path, contents }) =>
				lintNbgraderNotebook(contents).map(({ where, rule }) => ({
					where: `${path}, ${where}`,
					rule,
				})),
			),
		],
		leftOut: withoutGrade(graded),
		notes: [],
	};
};

/** Which part of a name is the last one, only people know: the whole name is in the column last_name. */
function rowOf({ result, grade }: GradedStudent, title: string): string[] {
	const known = grade.grade !== null;
	return [
		neutralCell(title),
		"",
		result.submission ? timestamp(result.submission.receivedAt) : "",
		neutralCell(result.student),
		neutralCell(grade.name ?? ""),
		"",
		neutralCell(grade.email ?? ""),
		known ? `${roundPoints(grade.grade! + grade.penalty)}` : "",
		known ? `${grade.penalty}` : "",
		known ? `${grade.grade}` : "",
		`${grade.maxPoints}`,
	];
}

/** "2026-11-20 10:15:00.000000", as Python writes a time. */
const timestamp = (iso: string): string =>
	iso.replace(/^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d).*$/, "$1 $2.000000");
