/** What a figure shows, as text: the first cell of a row is the row's heading. */
export interface DataTable {
	readonly header: readonly string[];
	readonly rows: readonly (readonly string[])[];
}

/** A paragraph and the table under it, for front ends that cannot draw the figure. */
export function tableHtml(description: string, { header, rows }: DataTable): string {
	const head = header.map((cell) => `<th scope="col">${escapeHtml(cell)}</th>`).join("");
	const body = rows.map(
		([heading = "", ...cells]) =>
			`<tr><th scope="row">${escapeHtml(heading)}</th>` +
			`${cells.map((cell) => `<td>${escapeHtml(cell)}</td>`).join("")}</tr>`,
	);
	return (
		`<p>${escapeHtml(description)}</p>` +
		`<details open><summary>Data table</summary><table><thead><tr>${head}</tr></thead>` +
		`<tbody>${body.join("")}</tbody></table></details>`
	);
}

function escapeHtml(text: string): string {
	return text
		.replaceAll("&", "&amp;")
		.replaceAll("<", "&lt;")
		.replaceAll(">", "&gt;")
		.replaceAll('"', "&quot;");
}
