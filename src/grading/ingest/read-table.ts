import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { CsvError, parse } from "csv-parse/sync";
import { GradingError } from "../grading-error";

/** A CSV file, of whichever program. */
export interface Table {
	/** The file's name, for messages. */
	readonly name: string;
	readonly header: readonly string[];
	readonly rows: readonly Row[];
	/** What was guessed about the file. */
	readonly notes: readonly string[];
}

export interface Row {
	/** Where the row begins in the file, from 1. */
	readonly line: number;
	/** As many as the header has. */
	readonly cells: readonly string[];
}

/**
 * Reads a CSV file: separated by commas, semicolons or tabs; in UTF-8, UTF-16 or, when it is neither,
 * Windows-1252. White space around cells is dropped, and so are empty rows.
 *
 * @throws GradingError when it cannot be read, or a row has more cells than the header
 */
export async function readTable(file: string): Promise<Table> {
	const name = basename(file);
	const { text, notes } = decode(await bytesOf(file), name);
	const [first, ...rest] = records(text, name);
	if (!first)
		throw new GradingError(`${name} is empty: it needs a line with the names of its columns.`);
	const header = first.cells;
	const rows = rest.map(({ line, cells }) => {
		const more = cells.slice(header.length).filter((cell) => cell !== "");
		if (more.length > 0)
			throw new GradingError(
				`Line ${line} of ${name} has more cells than the header: ${quoted(more)} is too much. A cell with a comma in it must be in quotes.`,
			);
		return { line, cells: header.map((_, i) => cells[i] ?? "") };
	});
	return { name, header, rows, notes };
}

/** "a", "b" and "c" as messages list them. */
export const quoted = (texts: readonly string[]): string =>
	texts.map((text) => JSON.stringify(text)).join(", ");

async function bytesOf(file: string): Promise<Uint8Array> {
	try {
		return await readFile(file);
	} catch (error) {
		const { code, message } = error as NodeJS.ErrnoException;
		const reason = code === "ENOENT" ? "there is no such file" : message;
		throw new GradingError(`${file} could not be read: ${reason}.`);
	}
}

function decode(bytes: Uint8Array, name: string): { text: string; notes: string[] } {
	const decoder = (encoding: string) => new TextDecoder(encoding, { fatal: true });
	const [first, second] = bytes;
	if (first === 0xff && second === 0xfe)
		return { text: decoder("utf-16le").decode(bytes), notes: [] };
	if (first === 0xfe && second === 0xff)
		return { text: decoder("utf-16be").decode(bytes), notes: [] };
	if (bytes.includes(0))
		throw new GradingError(`${name} is no text. Save it as CSV in UTF-8, not as a spreadsheet.`);
	try {
		return { text: decoder("utf-8").decode(bytes), notes: [] };
	} catch {
		const note = `${name} is not in UTF-8 and was read as Windows-1252: look whether the names are right.`;
		return { text: decoder("windows-1252").decode(bytes), notes: [note] };
	}
}

function records(text: string, name: string): Row[] {
	try {
		const parsed = parse(text, {
			delimiter: delimiterOf(text),
			info: true,
			relax_column_count: true,
			skip_empty_lines: true,
			trim: true,
		}) as unknown as { info: { lines: number }; record: string[] }[];
		let line = 1;
		return parsed.flatMap(({ info, record }) => {
			const row = { line, cells: record };
			line = info.lines + 1;
			return record.some((cell) => cell !== "") ? [row] : [];
		});
	} catch (error) {
		if (error instanceof CsvError)
			throw new GradingError(`${name} is no CSV file that can be read: ${error.message}.`);
		throw error;
	}
}

/** The one of the three that stands most often in the first line. */
function delimiterOf(text: string): string {
	const header = /^[^\r\n]*/.exec(text.trimStart())![0].replaceAll(/"[^"]*"/g, "");
	const count = (delimiter: string) => header.split(delimiter).length;
	return [",", ";", "\t"].reduce((best, one) => (count(one) > count(best) ? one : best));
}
