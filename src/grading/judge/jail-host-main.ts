// Starts the jails of a lane. A process of its own, because it is small: starting a program costs the more, the
// more memory the process has that starts it, and a lane has a lot.
import process from "node:process";
import { type JailProcess, startJail } from "../jail/jail";
import type { HostAnswer, HostRequest } from "./jail-host";

const jails = new Map<number, JailProcess>();
const tell = (answer: HostAnswer) => {
	if (process.connected) process.send?.(answer);
};

process.on("disconnect", () => process.exit(0)); // and every jail ends with this process
process.on("SIGINT", () => {}); // Ctrl-C reaches everybody in the terminal; who forked this one decides
process.on("message", async (request: HostRequest) => {
	if (request.kind === "start") return start(request);
	const jail = jails.get(request.id);
	if (request.kind === "kill") return jail?.kill();
	await jail?.dispose();
	jails.delete(request.id);
	tell({ kind: "gone", id: request.id });
});

async function start({ id, options }: HostRequest & { kind: "start" }): Promise<void> {
	try {
		const jail = await startJail(options);
		jails.set(id, jail);
		const pathOf = (descriptor: number) => `/proc/${process.pid}/fd/${descriptor}`;
		const { pid, requests, answers } = jail;
		tell({ kind: "started", id, pid, requests: pathOf(requests), answers: pathOf(answers) });
		tell({ kind: "ended", id, end: await jail.ended });
	} catch (error) {
		tell({ kind: "refused", id, why: error instanceof Error ? error.message : String(error) });
	}
}
