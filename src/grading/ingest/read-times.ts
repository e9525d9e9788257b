import { parseInstant } from "../gradebook/parse-instant";
import { GradingError } from "../grading-error";
import { namedColumns } from "./named-columns";
import { quoted, readTable } from "./read-table";

/** When things were handed in, as a table says. */
export interface ReceivedTimes {
	/** The table's name, for messages. */
	readonly name: string;
	readonly times: readonly ReceivedTime[];
}

export interface ReceivedTime {
	/** As the table names the student. */
	readonly student: string;
	/** ISO 8601, UTC. */
	readonly receivedAt: string;
	/** The folder or archive that it is about; without it, all of the student's. */
	readonly source?: string;
}

/**
 * Reads a table of times: the columns student, received (a moment with its zone) and, for students who
 * handed in more than once, source (the name of the folder or archive).
 *
 * @throws GradingError
 */
export async function readTimes(file: string): Promise<ReceivedTimes> {
	const table = await readTable(file);
	const column = namedColumns(table, ["student", "received"], ["source"]);
	const seen = new Map<string, number>();
	const times = table.rows.map(({ line, cells }) => {
		const student = cells[column.student]!;
		const source = cells[column.source] ?? "";
		const key = JSON.stringify([student, source]);
		if (seen.has(key))
			throw new GradingError(
				`Lines ${seen.get(key)} and ${line} of ${table.name} are both for ${quoted([student])}. Add a column "source" with the names of the folders or archives.`,
			);
		seen.set(key, line);
		const receivedAt = parseInstant(
			cells[column.received]!,
			`The time in line ${line} of ${table.name}`,
		);
		return { student, receivedAt, ...(source !== "" && { source }) };
	});
	return { name: table.name, times };
}
