import { shapeText } from "./shape";
import type { Tensor } from "./tensor";

/** How many rows, and how many columns, of a large tensor are shown. */
const most = 20;

/** The shape, and the numbers below it. */
export function tensorText(tensor: Tensor): string {
	const rows = shownCells(tensor);
	const width = Math.max(0, ...rows.flat().map((cell) => cell.length));
	const lines = rows.map((row) => `[ ${row.map((cell) => cell.padStart(width)).join("  ")} ]`);
	return [caption(tensor), ...lines].join("\n");
}

/** A table under its shape, as the plain library's matrices are shown. */
export function tensorHtml(tensor: Tensor): string {
	const cell = (text: string) =>
		`<td style="text-align:right;font-variant-numeric:tabular-nums">${text}</td>`;
	const rows = shownCells(tensor).map((row) => `<tr>${row.map(cell).join("")}</tr>`);
	const title = `<caption style="text-align:left;caption-side:top">${caption(tensor)}</caption>`;
	return `<table>${title}<tbody>${rows.join("")}</tbody></table>`;
}

function caption({ shape, history, requiresGradient }: Tensor): string {
	const origin = history ? `, from ${history.operation}` : requiresGradient ? ", a parameter" : "";
	return `Tensor ${shapeText(shape)}${origin}`;
}

/** Every dimension but the last runs down, the last runs to the right; dots where some are left out. */
function shownCells({ data, shape }: Tensor): string[][] {
	const columns = shape.at(-1) ?? 1;
	const rowCount = columns === 0 ? 0 : data.length / columns;
	const rows = Array.from({ length: Math.min(rowCount, most) }, (_, i) => {
		const start = i * columns;
		const cells = Array.from(data.subarray(start, start + Math.min(columns, most)), format);
		return columns > most ? [...cells, "…"] : cells;
	});
	return rowCount > most ? [...rows, rows[0]!.map(() => "…")] : rows;
}

/** Float32 knows about seven digits; six are shown. */
function format(x: number): string {
	if (Number.isInteger(x)) return Object.is(x, -0) ? "-0" : String(x);
	return String(Number(x.toPrecision(6)));
}
