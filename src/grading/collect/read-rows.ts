import { GradingError } from "../grading-error";
import { quoted, readTable } from "../ingest/read-table";

/** A line of a list that a system exported, by the names of its columns. */
export type Row = Readonly<Record<string, string | undefined>>;

/**
 * Reads a list that a system exported.
 *
 * @param columns what it must have
 * @param whence where such a list comes from, for the message
 * @throws GradingError
 */
export async function readRows(
	file: string,
	columns: readonly string[],
	whence: string,
): Promise<Row[]> {
	const { name, header, rows } = await readTable(file);
	const missing = columns.filter((column) => !header.includes(column));
	if (missing.length > 0)
		throw new GradingError(
			`${name} has no column ${quoted(missing)}; it has ${quoted(header)}. It should be ${whence}.`,
		);
	return rows.map(({ cells }) => Object.fromEntries(header.map((column, i) => [column, cells[i]])));
}
