import process from "node:process";

/** Nobody reads what a submission prints. The streams are replaced unseen: Node's own would not block. */
export function silence(): void {
	for (const method of ["log", "info", "debug", "warn", "error", "trace", "dir", "table"] as const)
		console[method] = () => {};
	for (const name of ["stdout", "stderr"])
		Object.defineProperty(process, name, { value: { write: () => true }, configurable: true });
}
