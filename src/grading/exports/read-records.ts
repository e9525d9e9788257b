import { CsvError, parse } from "csv-parse/sync";
import type { Problem } from "./problem";

/**
 * The records of a CSV file that has to be strict RFC 4180: as many cells in every line as in the first.
 * What a lenient reader would forgive is a problem here.
 */
export function readRecords(text: string): { records: string[][]; problems: Problem[] } {
	try {
		const records = parse(text, { bom: true }) as string[][];
		const problems = records.length > 0 ? [] : [{ where: "line 1", rule: "the file is empty" }];
		return { records, problems };
	} catch (error) {
		if (!(error instanceof CsvError)) throw error;
		const where = `line ${String(Reflect.get(error, "lines") ?? "?")}`;
		return { records: [], problems: [{ where, rule: error.message }] };
	}
}
