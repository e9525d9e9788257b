import type { MimeBundle } from "./mime-bundle";

type Row = ArrayLike<number>;

/** How many rows, and how many columns, of a large table are shown. */
const most = 20;

/**
 * Numbers as people write them: a matrix as a table under its shape, a row of numbers on one line. Six significant
 * digits are shown. Undefined for every other value.
 */
export function numberDisplay(value: unknown): MimeBundle | undefined {
	if (isRow(value)) return { "text/plain": rowText(value) };
	if (isMatrix(value)) return { "text/html": tableHtml(value), "text/plain": tableText(value) };
	return undefined;
}

function isRow(value: unknown): value is Row {
	if (value instanceof Float32Array || value instanceof Float64Array) return true;
	return Array.isArray(value) && value.length > 0 && allNumbers(value);
}

function allNumbers(values: readonly unknown[]): boolean {
	for (let i = 0; i < values.length; i++) if (typeof values[i] !== "number") return false; // sees holes, too
	return true;
}

function isMatrix(value: unknown): value is readonly Row[] {
	if (!Array.isArray(value) || value.length === 0 || !value.every(isRow)) return false;
	const columns = value[0]?.length ?? 0;
	return columns > 0 && value.every((row) => row.length === columns);
}

function format(number: number): string {
	if (Number.isInteger(number)) return Object.is(number, -0) ? "-0" : String(number);
	return String(Number(number.toPrecision(6)));
}

function rowText(row: Row): string {
	const type = Array.isArray(row) ? "" : `${row.constructor.name}(${row.length}) `;
	const shown = Array.from({ length: Math.min(row.length, 100) }, (_, i) =>
		format(row[i] ?? Number.NaN),
	);
	const rest = row.length > shown.length ? `, … ${row.length - shown.length} more` : "";
	return `${type}[${shown.join(", ")}${rest}]`;
}

function shapeOf(matrix: readonly Row[]): string {
	return `${matrix.length} × ${matrix[0]?.length ?? 0}`;
}

/** The cells that are shown, and a column and a row of dots where some are left out. */
function shownCells(matrix: readonly Row[]): string[][] {
	const rows = matrix.slice(0, most).map((row) => {
		const cells = Array.from({ length: Math.min(row.length, most) }, (_, i) =>
			format(row[i] ?? Number.NaN),
		);
		return row.length > most ? [...cells, "…"] : cells;
	});
	return matrix.length > most ? [...rows, rows[0]?.map(() => "…") ?? []] : rows;
}

function tableText(matrix: readonly Row[]): string {
	const rows = shownCells(matrix);
	const widths = (rows[0] ?? []).map((_, column) =>
		Math.max(...rows.map((row) => row[column]?.length ?? 0)),
	);
	const lines = rows.map(
		(row) => `[ ${row.map((cell, i) => cell.padStart(widths[i] ?? 0)).join("  ")} ]`,
	);
	return [shapeOf(matrix), ...lines].join("\n");
}

function tableHtml(matrix: readonly Row[]): string {
	const cell = (text: string) =>
		`<td style="text-align:right;font-variant-numeric:tabular-nums">${text}</td>`;
	const rows = shownCells(matrix).map((row) => `<tr>${row.map(cell).join("")}</tr>`);
	const caption = `<caption style="text-align:left;caption-side:top">${shapeOf(matrix)}</caption>`;
	return `<table>${caption}<tbody>${rows.join("")}</tbody></table>`;
}
