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
	const displays: Displays = new Map();
	for (const [index, cell] of notebook.cells.entries()) {
		if (cell.cell_type !== "code" || cell.source.trim() === "") continue;
		const run = { cell, number: index + 1, total: cells.length };
		onCell(run);
		const executed = await executeCell(cell, client, displays);
		cells[index] = executed;
		const error = executed.outputs.find((output) => output.output_type === "error");
		if (error && !mayFail(cell)) {
			return { notebook: { ...notebook, cells }, failure: { ...run, error } };
		}
	}
	return { notebook: { ...notebook, cells }, failure: undefined };
}

/** Where each display id is shown, so that it can be shown anew. */
type Displays = Map<string, { readonly outputs: Output[]; readonly index: number }[]>;

async function executeCell(
	cell: CodeCell,
	client: KernelClient,
	displays: Displays,
): Promise<CodeCell> {
	const outputs: Output[] = [];
	let clearsNext = false;
	const onOutput = (message: Message) => {
		const { header, content } = message;
		if (header.msg_type === "clear_output") {
			clearsNext = content.wait === true;
			if (!clearsNext) outputs.length = 0;
		} else if (header.msg_type === "update_display_data") showAnew(displays, content);
		else {
			if (clearsNext && isOutput(message)) {
				outputs.length = 0;
				clearsNext = false;
			}
			addOutput(outputs, message, displays);
		}
	};
	const request = { code: cell.source, stop_on_error: !mayFail(cell) };
	const { execution_count } = await client.request("execute_request", request, { onOutput });
	return { ...cell, outputs, execution_count: execution_count as number };
}

/** nbclient's convention for a cell that shows an error on purpose. */
function mayFail({ metadata }: CodeCell): boolean {
	return Array.isArray(metadata.tags) && metadata.tags.includes("raises-exception");
}

function isOutput({ header }: Message): boolean {
	return ["stream", "display_data", "execute_result", "error"].includes(header.msg_type);
}

function addOutput(outputs: Output[], message: Message, displays: Displays): void {
	if (!isOutput(message)) return;
	const { header, content } = message;
	const { transient, ...kept } = content;
	const output = { output_type: header.msg_type, ...kept } as Output;
	const last = outputs.at(-1);
	if (
		output.output_type === "stream" &&
		last?.output_type === "stream" &&
		last.name === output.name
	) {
		outputs[outputs.length - 1] = { ...last, text: last.text + output.text };
		return;
	}
	const id = displayId(transient);
	if (id !== undefined)
		displays.set(id, [...(displays.get(id) ?? []), { outputs, index: outputs.length }]);
	outputs.push(output);
}

function showAnew(displays: Displays, { data, metadata, transient }: JsonObject): void {
	for (const { outputs, index } of displays.get(displayId(transient) ?? "") ?? []) {
		const shown = outputs[index];
		if (shown?.output_type === "display_data")
			outputs[index] = { ...shown, data, metadata } as Output;
	}
}

function displayId(transient: JsonObject[string] | undefined): string | undefined {
	const id = (transient as JsonObject | undefined)?.display_id;
	return typeof id === "string" ? id : undefined;
}
