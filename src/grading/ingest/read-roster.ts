import { GradingError } from "../grading-error";
import { moreTime } from "./more-time";
import { quoted, type Row, readTable, type Table } from "./read-table";
import type { Roster, RosterStudent } from "./roster";
import { type RosterColumn, rosterColumns } from "./roster-columns";
import { folded } from "./student-finder";

/**
 * Reads the list of a class: our own columns (student, name, email, section, github, extension, late
 * days …), or what Canvas and Moodle export. Where no column is called after the student, the first of
 * these that every line has is the student's id: SIS login, username, SIS user, ID number, e-mail
 * address, GitHub, Canvas's and Moodle's number.
 *
 * @throws GradingError that quotes what is wrong
 */
export async function readRoster(file: string): Promise<Roster> {
	const table = await readTable(file);
	const columns = rosterColumns(table);
	const rows = table.rows.filter((row) => !isForCanvas(row, columns));
	if (rows.length === 0)
		throw new GradingError(`${table.name} lists no students: it has nothing below its header.`);
	const idColumn = columnOfIds(table, rows, columns);
	const students = rows.map((row) => studentOf(table, row, columns, idColumn));
	refuseDoubles(table, rows, students);
	return { students, notes: table.notes };
}

/** What may be a student's id, the best first. */
const idColumns = [
	...(["sis_login", "username", "sis_user", "idnumber", "email"] as const),
	...(["github", "canvas", "moodle", "participant"] as const),
];

const systems = idColumns.filter((column) => column !== "email");

/** Canvas's second line, and the student it invents to let a teacher look around. */
function isForCanvas({ cells }: Row, columns: ReadonlyMap<RosterColumn, number>): boolean {
	const name = cells[columns.get("name") ?? -1] ?? "";
	return columns.has("canvas") && /^(Points Possible|Student, Test|Test Student)$/.test(name);
}

function columnOfIds(
	table: Table,
	rows: readonly Row[],
	columns: ReadonlyMap<RosterColumn, number>,
): number {
	const own = columns.get("student");
	if (own !== undefined) {
		const without = rows.find(({ cells }) => cells[own] === "");
		if (!without) return own;
		throw new GradingError(
			`Line ${without.line} of ${table.name} has nothing in the column ${quoted([table.header[own]!])}: every student needs an id.`,
		);
	}
	for (const column of idColumns) {
		const i = columns.get(column);
		if (i !== undefined && rows.every(({ cells }) => cells[i] !== "")) return i;
	}
	throw new GradingError(
		`${table.name} has no column that says for every line who the student is. Its columns are ${quoted(table.header)}; ` +
			'call the one with the ids "student".',
	);
}

function studentOf(
	table: Table,
	row: Row,
	columns: ReadonlyMap<RosterColumn, number>,
	idColumn: number,
): RosterStudent {
	const cell = (column: RosterColumn): string => row.cells[columns.get(column) ?? -1] ?? "";
	const place = `line ${row.line} of ${table.name}`;
	const id = row.cells[idColumn]!.normalize();
	if (/\p{Cc}/u.test(id))
		throw new GradingError(`The id ${quoted([id])} in ${place} has signs that cannot be printed.`);
	const name = cell("name") || [cell("firstName"), cell("lastName")].filter(Boolean).join(" ");
	const extension = cell("extension");
	const lateDays = cell("lateDays");
	if (!/^\d*$/.test(lateDays))
		throw new GradingError(`The late days ${quoted([lateDays])} in ${place} are no whole number.`);
	return {
		id,
		...(name && { name }),
		...(cell("email") && { email: cell("email") }),
		...(cell("section") && { section: cell("section") }),
		ids: Object.fromEntries(
			systems.filter((system) => cell(system) !== "").map((system) => [system, cell(system)]),
		),
		...(extension && { extension: moreTime(extension, `The extension in ${place}`) }),
		...(lateDays && { lateDays: Number(lateDays) }),
	};
}

/** Two students may have one name, but no two one id or one address. */
function refuseDoubles(
	table: Table,
	rows: readonly Row[],
	students: readonly RosterStudent[],
): void {
	const refuse = (what: string, value: (student: RosterStudent) => string | undefined) => {
		const lines = new Map<string, number>();
		for (const [i, student] of students.entries()) {
			const text = folded(value(student) ?? "");
			const earlier = lines.get(text);
			if (text !== "" && earlier !== undefined)
				throw new GradingError(
					`Lines ${earlier} and ${rows[i]!.line} of ${table.name} have the same ${what}, ${quoted([value(student)!])}. Remove one of them or correct it.`,
				);
			lines.set(text, rows[i]!.line);
		}
	};
	refuse("id", ({ id }) => id);
	for (const system of systems) refuse(`id (${system})`, ({ ids }) => ids[system]);
	refuse("e-mail address", ({ email }) => email);
}
