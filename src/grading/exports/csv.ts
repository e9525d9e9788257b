import { gradebookCsv } from "../gradebook/gradebook-csv";
import { neutralCell, originalCell } from "../gradebook/neutral-cell";
import { type Exporter, withoutGrade } from "./exported";
import type { Problem } from "./problem";
import { readRecords } from "./read-records";
import { repeated } from "./repeated";

/** The gradebook as a plain table, for whatever reads CSV. */
export const exportCsv: Exporter = (graded) => {
	const contents = gradebookCsv(
		graded.students.map(({ grade }) => grade),
		graded.exercises.map(({ id }) => id),
	);
	return {
		files: [{ path: "grades.csv", contents }],
		problems: lintCsv(contents),
		leftOut: withoutGrade(graded),
		notes: [],
	};
};

/** RFC 4180; a student once; grades are numbers or empty; nothing that a spreadsheet would compute. */
export function lintCsv(text: string): Problem[] {
	const { records, problems } = readRecords(text);
	const [header = [], ...lines] = records;
	const column = (name: string) => lines.map((line) => line[header.indexOf(name)] ?? "");
	const isNumber = (cell: string) => /^-?\d+(\.\d+)?$/.test(cell);
	return [
		...problems,
		...["student", "grade"]
			.filter((name) => records.length > 0 && !header.includes(name))
			.map((name) => ({ where: "line 1", rule: `there is no column "${name}"` })),
		...repeated(header).map((name) => ({
			where: "line 1",
			rule: `the column "${name}" is there twice`,
		})),
		...repeated(column("student")).map((student) => ({
			where: student,
			rule: "is there more than once",
		})),
		...column("grade").flatMap((grade, i) =>
			grade === "" || isNumber(grade)
				? []
				: [{ where: `line ${i + 2}`, rule: `the grade "${grade}" is no number` }],
		),
		...lines.flatMap((line, i) =>
			line
				.filter((cell) => !isNumber(cell) && neutralCell(originalCell(cell)) !== cell)
				.map((cell) => ({
					where: `line ${i + 2}`,
					rule: `a spreadsheet would compute ${JSON.stringify(cell)}`,
				})),
		),
	];
}
