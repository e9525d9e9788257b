import type { Limits } from "../limits";

/** How Node is started in a jail: little memory, a stack that overflows as an error, not as a crash. */
export function nodeOptions({ heapMegabytes }: Limits): string[] {
	const options = [`--max-old-space-size=${heapMegabytes}`, "--stack-size=900", "--no-warnings"];
	// WebAssembly reserves 10 GB of addresses for each memory otherwise, more than a jail has.
	const trapHandler = "--disable-wasm-trap-handler";
	if (process.allowedNodeEnvironmentFlags.has(trapHandler)) options.push(trapHandler);
	return options;
}
