import { stringify } from "csv-stringify/sync";
import { neutralCell } from "../gradebook/neutral-cell";
import { GradingError } from "../grading-error";
import { readTable, type Table } from "../ingest/read-table";
import type { GradedClass, GradedStudent } from "../reports/graded-class";
import { type Exported, type Exporter, type LeftOut, withoutGrade } from "./exported";
import { lintCanvas } from "./lint-canvas";

const pointsPossible = "    Points Possible";
const ownColumns = ["Student", "ID", "SIS User ID", "SIS Login ID", "Section"];

/**
 * A CSV file for Canvas's "Import grades". With Canvas's own gradebook, its columns, lines and order are kept,
 * and one column is filled in; without it, a file is made of the ids in the roster.
 *
 * @throws GradingError when the gradebook is not Canvas's
 */
export const exportCanvas: Exporter = async (graded, { title, gradebook }) => {
	const made = gradebook
		? intoGradebook(graded, title, await readTable(gradebook))
		: fromRoster(graded, title);
	const { lines, leftOut } = made;
	const contents = stringify(lines, { record_delimiter: "\r\n" });
	return {
		files: leftOut.length < graded.students.length ? [{ path: "canvas.csv", contents }] : [],
		problems: [...made.problems, ...lintCanvas(contents, made.column)],
		leftOut: [...leftOut, ...withoutGrade(graded).filter(isNotIn(leftOut))],
		notes: made.notes,
	};
};

const isNotIn =
	(list: readonly LeftOut[]) =>
	({ student }: LeftOut): boolean =>
		!list.some((one) => one.student === student);

type Made = Pick<Exported, "problems" | "leftOut" | "notes"> & {
	readonly lines: string[][];
	/** The heading of the column that is ours. */
	readonly column: string;
};

function fromRoster({ students, maxPoints }: GradedClass, title: string): Made {
	const leftOut: LeftOut[] = [];
	const lines = students.flatMap(({ result, grade }): string[][] => {
		const { canvas = "", sis_user = "", sis_login = "" } = grade.ids;
		const name = grade.name ?? "";
		const hasId = [canvas, sis_user, sis_login].some((id) => id !== "");
		if (!hasId && (name === "" || neutralCell(name) !== name)) {
			const why =
				"the roster has no id of Canvas's, and no name that Canvas could find the student by";
			leftOut.push({ student: result.student, why });
			return [];
		}
		const ids = [canvas, sis_user, sis_login, grade.section ?? ""].map(neutralCell);
		return [[neutralCell(name), ...ids, gradeText(grade.grade)]];
	});
	return {
		column: title,
		lines: [[...ownColumns, title], [pointsPossible, "", "", "", "", `${maxPoints}`], ...lines],
		leftOut,
		problems: [],
		notes: /\(\d+\)$/.test(title)
			? []
			: [
					`The column is called “${title}”: Canvas will ask whether it is a new assignment. Give --title "Name (id)", as in Canvas's own export, or --gradebook with that file.`,
				],
	};
}

/** Canvas's lines as they are; where a grade is not known, Canvas keeps what it has. */
function intoGradebook(graded: GradedClass, title: string, table: Table): Made {
	const header = [...table.header];
	if (header[0] !== "Student" || !header.includes("ID"))
		throw new GradingError(
			`${table.name} is not Canvas's gradebook: its columns are ${header.join(", ")}. In Canvas: Grades, Export, Export entire gradebook.`,
		);
	const found = columnOf(header, title);
	const column = found < 0 ? header.push(title) - 1 : found;
	const matched = new Map<string, string[]>();
	const lines = table.rows.map(({ line, cells }) => {
		const row = header.map((_, i) => cells[i] ?? "");
		if (row[0]?.trim() === "Points Possible") {
			row[0] = pointsPossible;
			row[column] = `${graded.maxPoints}`;
			return row;
		}
		const student = studentOf(row, header, graded.students);
		if (!student) return row;
		const id = student.result.student;
		matched.set(id, [...(matched.get(id) ?? []), `line ${line}`]);
		if (student.grade.grade !== null) row[column] = gradeText(student.grade.grade);
		return row;
	});
	return {
		column: header[column]!,
		lines: [header, ...lines],
		leftOut: graded.students
			.filter(({ result }) => !matched.has(result.student))
			.map(({ result }) => ({ student: result.student, why: `is not in ${table.name}` })),
		problems: [...matched]
			.filter(([, places]) => places.length > 1)
			.map(([where, places]) => ({ where, rule: `is ${places.join(" and ")} of ${table.name}` })),
		notes: found < 0 ? [`“${header[column]}” is a new column: Canvas will ask what it is.`] : [],
	};
}

/** "Attention (4711)" by its whole header, or by the name before the id. */
function columnOf(header: readonly string[], title: string): number {
	const exact = header.indexOf(title);
	if (exact >= 0) return exact;
	const named = header.filter((name) => name.replace(/ \(\d+\)$/, "") === title);
	if (named.length > 1)
		throw new GradingError(
			`Canvas has ${named.length} assignments called “${title}”: ${named.join(", ")}. Give --title with the id.`,
		);
	return named.length === 1 ? header.indexOf(named[0]!) : -1;
}

/** As Canvas itself finds students: by ID, SIS User ID, SIS Login ID, then by the exact name. */
function studentOf(
	row: readonly string[],
	header: readonly string[],
	students: readonly GradedStudent[],
): GradedStudent | undefined {
	const cell = (name: string) => row[header.indexOf(name)] ?? "";
	const ways: ((student: GradedStudent) => boolean)[] = [
		({ grade }) => isId(grade.ids.canvas, cell("ID")),
		({ grade }) => isId(grade.ids.sis_user, cell("SIS User ID")),
		({ grade }) => isId(grade.ids.sis_login, cell("SIS Login ID")),
		({ result }) => isId(result.student, cell("SIS Login ID")),
		({ grade }) => isId(grade.email, cell("SIS Login ID")),
		({ grade }) => isId(grade.name, cell("Student")),
	];
	for (const way of ways) {
		const found = students.filter(way);
		if (found.length === 1) return found[0];
	}
	return undefined;
}

const isId = (own: string | undefined, cell: string): boolean => cell !== "" && own === cell;

const gradeText = (grade: number | null): string => (grade === null ? "" : `${grade}`);
