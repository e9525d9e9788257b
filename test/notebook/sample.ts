import type { CodeCell, Notebook } from "../../src/notebook/notebook";

export function codeCell(
	id: string,
	source: string,
	metadata: CodeCell["metadata"] = {},
): CodeCell {
	return { cell_type: "code", id, metadata, source, execution_count: null, outputs: [] };
}

export function notebookOf(...cells: Notebook["cells"]): Notebook {
	return { cells, metadata: {}, nbformat: 4, nbformat_minor: 5 };
}
