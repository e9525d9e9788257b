import type { JailOptions, Launch } from "./launch";
import { nodeOptions } from "./node-options";

/** No jail at all: a process of its own, with an empty environment. */
export async function launchBare({ limits, program }: JailOptions): Promise<Launch> {
	return {
		command: process.execPath,
		args: [...nodeOptions(limits), program],
		environment: {},
		findNode: async ({ pid }) => {
			if (pid === undefined) throw new Error(`${process.execPath} cannot be started`);
			return pid;
		},
		nodeRan: () => true,
		killed: "signal",
	};
}
