// The judge: a process that checks exercises with vitest, one after the other, for whoever forked it.
import process from "node:process";
import { createJudge } from "./judge";
import type { JudgeMessage, JudgeRequest } from "./messages";

const tell = (message: JudgeMessage) => {
	if (process.connected) process.send?.(message);
};

process.on("disconnect", () => process.exit(0));
process.on("SIGINT", () => {}); // Ctrl-C reaches everybody in the terminal; who forked this one decides
const judge = await createJudge(tell);
let last: Promise<void> = Promise.resolve();
process.on("message", (request: JudgeRequest) => {
	last = last.then(() => judge(request));
});
tell({ kind: "ready" });
