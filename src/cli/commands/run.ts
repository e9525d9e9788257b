import { dirname, resolve } from "node:path";
import process from "node:process";
import { stripVTControlCharacters } from "node:util";
import type { Command } from "commander";
import { launchKernel } from "../../kernel/launch";
import { type CellRun, executeNotebook, type FailedCell } from "../../notebook/execute-notebook";
import { NotebookError } from "../../notebook/notebook-error";
import { readNotebook } from "../../notebook/read-notebook";
import { writeNotebook } from "../../notebook/write-notebook";
import { CommandFailure } from "../command-failure";

export function addRunCommand(program: Command): void {
	program
		.command("run")
		.description("execute notebooks without a browser and stop at the first cell that fails")
		.argument("<notebook...>", "the .ipynb files, executed one after the other")
		.option("--write <file>", "save an executed copy of the (one) notebook, also when a cell fails")
		.action(run);
}

async function run(paths: string[], { write }: { write?: string }): Promise<void> {
	if (write !== undefined && paths.length > 1) {
		throw new CommandFailure("--write takes one notebook at a time.", 2);
	}
	for (const path of paths) await runOne(path, write);
}

async function runOne(path: string, write: string | undefined): Promise<void> {
	const notebook = await readNotebook(path).catch((error: unknown) => {
		throw error instanceof NotebookError ? new CommandFailure(error.message, 2) : error;
	});
	console.log(path);
	const kernel = launchKernel({ cwd: dirname(resolve(path)) });
	try {
		const start = performance.now();
		let at: CellRun | undefined;
		const execution = await executeNotebook(notebook, kernel, (cell) => {
			at = cell;
			console.log(progress(cell));
		}).catch((error: Error) => {
			const where = at ? ` at cell ${at.number} of ${at.total}` : "";
			throw new CommandFailure(`${path}: the execution ended${where}. ${error.message}`, 1);
		});
		if (write !== undefined) await save(write, execution.notebook);
		if (execution.failure) throw new CommandFailure(describe(path, execution.failure), 1);
		console.log(`  done in ${((performance.now() - start) / 1000).toFixed(1)} s`);
	} finally {
		await kernel.shutdown();
	}
}

function progress({ cell, number, total }: CellRun): string {
	const [firstLine = ""] = cell.source.trim().split("\n");
	const place = `${number}`.padStart(`${total}`.length);
	return `  ${place}/${total}  ${firstLine.length > 80 ? `${firstLine.slice(0, 79)}…` : firstLine}`;
}

async function save(path: string, notebook: Parameters<typeof writeNotebook>[1]): Promise<void> {
	await writeNotebook(path, notebook).catch((error: Error) => {
		throw new CommandFailure(
			`The executed copy could not be saved as ${path}: ${error.message}`,
			2,
		);
	});
	console.log(`  saved as ${path}`);
}

function describe(path: string, { number, total, error }: FailedCell): string {
	const traceback = error.traceback.join("\n");
	const text = process.stderr.isTTY ? traceback : stripVTControlCharacters(traceback);
	return `\n${path}: cell ${number} of ${total} failed.\n\n${text}`;
}
