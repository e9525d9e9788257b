import { count } from "../attention/shapes/agree";
import { ShapeError } from "../attention/shapes/shape-error";
import { type DataTable, tableHtml, tableText } from "./data-table";
import { formatNumber } from "./format-number";
import { jupyterDisplay, type MimeBundle } from "./jupyter-display";

/** Columns by their heading; the entries of the first one head the rows. */
export interface TableColumns {
	readonly [heading: string]: readonly (string | number)[];
}

/** A table that a notebook shows by itself. */
export interface Table extends DataTable {
	[jupyterDisplay](): MimeBundle;
}

/**
 * Lists of the same length side by side, numbers with three decimals.
 *
 * @example table({ token: ["the", "cat"], score: [0, 2.5] })
 * @throws ShapeError when the columns differ in length
 */
export function table(columns: TableColumns): Table {
	const entries = Object.entries(columns);
	const [first] = entries;
	if (!first) throw new ShapeError("table({}) has no columns: give it at least one");
	for (const [heading, cells] of entries) {
		if (cells.length !== first[1].length)
			throw new ShapeError(
				`column "${heading}" has ${count(cells.length, "cell")} but column "${first[0]}" has ` +
					`${first[1].length}`,
			);
	}
	const columnTexts = entries.map(([, cells]) => texts(cells));
	const content = {
		header: entries.map(([heading]) => heading),
		rows: first[1].map((_, i) => columnTexts.map((cells) => cells[i]!)),
	};
	return {
		...content,
		[jupyterDisplay]: () => ({
			"text/html": tableHtml(content),
			"text/plain": tableText(content),
		}),
	};
}

/** Where one number of a column has decimals, the others get them, too: 1.000 below 0.333. Only 0 stays 0. */
function texts(cells: readonly (string | number)[]): string[] {
	const plain = cells.map((cell) => (typeof cell === "number" ? formatNumber(cell) : cell));
	const decimals = plain.some((text, i) => typeof cells[i] === "number" && /\.\d+$/.test(text));
	return plain.map((text, i) => {
		const isWhole = typeof cells[i] === "number" && /^−?[1-9]\d*$/.test(text);
		return decimals && isWhole ? `${text}.000` : text;
	});
}
