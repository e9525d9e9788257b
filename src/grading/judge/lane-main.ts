// A lane of the judge: a process that judges batches of submissions, one after the other, for whoever forked it.
import process from "node:process";
import { createLane } from "./lane";
import type { LaneMessage, LaneRequest } from "./messages";

const tell = (message: LaneMessage) => {
	if (process.connected) process.send?.(message);
};

process.on("disconnect", () => process.exit(0));
process.on("SIGINT", () => {}); // Ctrl-C reaches everybody in the terminal; who forked this one decides
process.on("unhandledRejection", (error) => {
	fail(error);
	process.exitCode = 1;
	process.disconnect();
});
let lane: ReturnType<typeof createLane> | undefined;
process.on("message", async (request: LaneRequest) => {
	try {
		if (request.kind === "settings") {
			lane = createLane(request.settings, tell);
			await lane;
			tell({ kind: "ready" });
		} else {
			await (await lane!)(request.batch);
			tell({ kind: "done" });
		}
	} catch (error) {
		fail(error);
	}
});

function fail(error: unknown): void {
	tell({ kind: "failed", why: error instanceof Error ? error.message : String(error) });
}
