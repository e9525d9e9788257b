/** A table as text: the first cell of a row is the row's heading. */
export interface DataTable {
	readonly header: readonly string[];
	readonly rows: readonly (readonly string[])[];
}

export function tableHtml({ header, rows }: DataTable): string {
	const head = header.map((cell) => `<th scope="col">${escapeHtml(cell)}</th>`).join("");
	const body = rows.map(
		([heading = "", ...cells]) =>
			`<tr><th scope="row">${escapeHtml(heading)}</th>` +
			`${cells.map((cell) => `<td>${escapeHtml(cell)}</td>`).join("")}</tr>`,
	);
	return `<table><thead><tr>${head}</tr></thead><tbody>${body.join("")}</tbody></table>`;
}

/** The table in columns of equal width, for a terminal. */
export function tableText({ header, rows }: DataTable): string {
	const lines = [header, ...rows];
	const widths = header.map((_, j) => Math.max(...lines.map((line) => line[j]!.length)));
	return lines
		.map((line) =>
			line
				.map((cell, j) => (j === 0 ? cell.padEnd(widths[j]!) : cell.padStart(widths[j]!)))
				.join("  "),
		)
		.join("\n");
}

export function escapeHtml(text: string): string {
	return text
		.replaceAll("&", "&amp;")
		.replaceAll("<", "&lt;")
		.replaceAll(">", "&gt;")
		.replaceAll('"', "&quot;");
}
