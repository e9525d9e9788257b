import { GradingError } from "../grading-error";
import { moreTime } from "./more-time";
import { namedColumns } from "./named-columns";
import { quoted, readTable } from "./read-table";
import type { Extension, Roster } from "./roster";
import { studentFinder } from "./student-finder";

/**
 * Reads a table of extensions: the columns student, extension (days, "36h", or a moment with its zone)
 * and, if you like, why. The latest line of a student holds.
 *
 * @throws GradingError, also when a student is not in the roster
 */
export async function readExtensions(file: string, roster?: Roster): Promise<Extension[]> {
	const table = await readTable(file);
	const column = namedColumns(table, ["student", "extension"], ["why"]);
	const find = studentFinder(roster);
	return table.rows.map(({ line, cells }) => {
		const name = cells[column.student]!;
		const [student, ...others] = find(name);
		if (student === undefined || others.length > 0)
			throw new GradingError(
				`Line ${line} of ${table.name} is for ${quoted([name])}, who is ${student === undefined ? "not in the roster" : "more than one student of the roster"}. Write the student's id.`,
			);
		const why = cells[column.why] ?? "";
		const time = moreTime(
			cells[column.extension]!,
			`The extension in line ${line} of ${table.name}`,
		);
		return { student, time, ...(why !== "" && { why }) };
	});
}
