import { ensureBuilt } from "../src/cli/build.js";

/** Tests that start a process (kernel, command line, server) run the compiled program. */
export default async function setup(): Promise<void> {
	await ensureBuilt();
}
