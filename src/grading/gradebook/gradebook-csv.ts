import { stringify } from "csv-stringify/sync";
import type { Grade } from "../grade";
import { neutralCell } from "./neutral-cell";

/**
 * OUT/gradebook.csv: a line a student, a column an exercise. RFC 4180, in UTF-8 with a byte order mark,
 * without which Excel shows names in Windows-1252. Texts that a spreadsheet would compute begin with an
 * apostrophe. A grade that is not known is an empty cell.
 *
 * @param exercises the columns, in the order of the course
 */
export function gradebookCsv(grades: readonly Grade[], exercises: readonly string[]): string {
	const ids = [...new Set(grades.flatMap((grade) => Object.keys(grade.ids)))].sort();
	const header = [
		...["student", "name", "email", "section"],
		...ids,
		...exercises,
		...["points", "max points", "seconds late", "penalty", "grade", "notes"],
	];
	const lines = grades.map((grade) => [
		...[grade.student, grade.name, grade.email, grade.section].map(text),
		...ids.map((id) => text(grade.ids[id])),
		...exercises.map((exercise) => grade.exercises[exercise] ?? null),
		...[grade.points, grade.maxPoints, grade.lateSeconds, grade.penalty, grade.grade],
		text(grade.notes.join(" ")),
	]);
	return stringify([header, ...lines], { bom: true, record_delimiter: "\r\n" });
}

const text = (value = ""): string => neutralCell(value);
