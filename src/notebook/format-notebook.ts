import type { Json, JsonObject } from "../kernel/message";
import type { Cell, Notebook, Output } from "./notebook";

/**
 * The canonical text of a notebook, byte for byte as Jupyter writes it: sorted keys, one space of indent,
 * texts as lists of lines, a final newline.
 */
export function formatNotebook(notebook: Notebook): string {
	const onDisk = { ...notebook, cells: notebook.cells.map(cellOnDisk) };
	return `${JSON.stringify(sorted(onDisk as unknown as Json), null, 1)}\n`;
}

function cellOnDisk(cell: Cell): object {
	const source = lines(cell.source);
	return cell.cell_type === "code"
		? { ...cell, source, outputs: cell.outputs.map(outputOnDisk) }
		: { ...cell, source };
}

function outputOnDisk(output: Output): object {
	switch (output.output_type) {
		case "stream":
			return { ...output, text: lines(output.text) };
		case "error":
			return output;
		default:
			return { ...output, data: bundleOnDisk(output.data) };
	}
}

function bundleOnDisk(bundle: JsonObject): object {
	return Object.fromEntries(
		Object.entries(bundle).map(([type, data]) => [
			type,
			typeof data === "string" && !type.endsWith("json") ? lines(data) : data,
		]),
	);
}

/** Each line keeps its newline. */
function lines(text: string): string[] {
	return text === "" ? [] : text.split(/(?<=\n)/);
}

function sorted(value: Json): Json {
	if (Array.isArray(value)) return value.map(sorted);
	if (typeof value !== "object" || value === null) return value;
	const entries = Object.entries(value).filter(([, member]) => member !== undefined);
	entries.sort(([a], [b]) => (a < b ? -1 : 1));
	return Object.fromEntries(entries.map(([key, member]) => [key, sorted(member)]));
}
