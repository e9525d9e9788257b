import { createClient, type KernelClient } from "../kernel/client";
import type { RunningKernel } from "../kernel/launch";
import type { JsonObject, Message } from "../kernel/message";
import type { Cell, CodeCell, Notebook, Output } from "./notebook";

/** A code cell in the course of an execution. */
export interface CellRun {
	readonly cell: CodeCell;
	/** From 1, counting the cells of every kind, as a reader counts them. */
	readonly number: number;
	/** Of all cells. */
	readonly total: number;
}

export interface FailedCell extends CellRun {
	readonly error: Extract<Output, { output_type: "error" }>;
}

export interface Execution {
	/** The notebook with the outputs of every cell that ran. */
	readonly notebook: Notebook;
	/** The cell at which the execution stopped. */
	readonly failure: FailedCell | undefined;
}

/** Runs the code cells in order and stops at the first that fails, unless it is tagged `raises-exception`. */
export async function executeNotebook(
	notebook: Notebook,
	kernel: RunningKernel,
	onCell: (run: CellRun) => void = () => {},
): Promise<Execution> {
	const client = createClient(kernel);
	const cells: Cell[] = [...notebook.cells];
	for (const [index, cell] of notebook.cells.entries()) {
		if (cell.cell_type !== "code" || cell.source.trim() === "") continue;
		const run = { cell, number: index + 1, total: cells.length };
		onCell(run);
		const executed = await executeCell(cell, client);
		cells[index] = executed;
		const error = executed.outputs.find((output) => output.output_type === "error");
		if (error && !mayFail(cell)) {
			return { notebook: { ...notebook, cells }, failure: { ...run, error } };
		}
	}
	return { notebook: { ...notebook, cells }, failure: undefined };
}

async function executeCell(cell: CodeCell, client: KernelClient): Promise<CodeCell> {
	const outputs: Output[] = [];
	const { execution_count } = await client.request(
		"execute_request",
		{ code: cell.source, stop_on_error: !mayFail(cell) },
		{ onOutput: (message) => addOutput(outputs, message) },
	);
	return { ...cell, outputs, execution_count: execution_count as number };
}

/** nbclient's convention for a cell that shows an error on purpose. */
function mayFail({ metadata }: CodeCell): boolean {
	return Array.isArray(metadata.tags) && metadata.tags.includes("raises-exception");
}

function addOutput(outputs: Output[], { header, content }: Message): void {
	switch (header.msg_type) {
		case "stream": {
			const stream = { output_type: "stream", ...content } as Extract<
				Output,
				{ output_type: "stream" }
			>;
			const last = outputs.at(-1);
			if (last?.output_type === "stream" && last.name === stream.name) {
				outputs[outputs.length - 1] = { ...last, text: last.text + stream.text };
			} else outputs.push(stream);
			break;
		}
		case "execute_result":
		case "display_data":
		case "error": {
			const { transient: _, ...kept } = content as JsonObject & { transient?: unknown };
			outputs.push({ output_type: header.msg_type, ...kept } as Output);
			break;
		}
		case "clear_output":
			outputs.length = 0;
	}
}
