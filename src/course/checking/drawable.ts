import { alike } from "./alike";
import { isNumericRow } from "./is-numeric-row";
import type { Compared } from "./report";

/** More rows or columns than this are no picture that a person reads. */
const most = 20;

/**
 * What was expected beside what there was, where both are matrices or rows that can be drawn; of an object, the
 * first entry in which they differ and can be.
 */
export function drawable(
	call: string,
	part: string | undefined,
	expected: unknown,
	actual: unknown,
): Compared | undefined {
	const rows = { expected: rowsOf(expected), actual: rowsOf(actual) };
	if (rows.expected && rows.actual)
		return { call, ...(part !== undefined && { part }), ...(rows as Rows) };
	if (part !== undefined || !isPlain(expected) || !isPlain(actual)) return undefined;
	for (const [key, value] of Object.entries(expected)) {
		const found = alike(value, actual[key]) ? undefined : drawable(call, key, value, actual[key]);
		if (found) return found;
	}
	return undefined;
}

type Rows = Pick<Compared, "expected" | "actual">;

/** A copy as rows of numbers; undefined when it is no matrix and no row, or too large. */
function rowsOf(value: unknown): number[][] | undefined {
	if (!Array.isArray(value) || value.length === 0) return undefined;
	const rows: unknown[] = isNumericRow(value) ? [value] : value;
	if (rows.length > most) return undefined;
	if (!rows.every((row) => isNumericRow(row) && row.length > 0 && row.length <= most))
		return undefined;
	return (rows as number[][]).map((row) => [...row]);
}

const isPlain = (value: unknown): value is Record<string, unknown> =>
	typeof value === "object" && value !== null && !Array.isArray(value);
