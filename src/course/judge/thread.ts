// The thread that runs one check: vitest's worker, loaded before it is needed, which also tells the
// judge at once what is going on. It ends with the check, and everything the learner's code left in it.
import { format } from "node:util";
import { parentPort } from "node:worker_threads";
import { type Announce, listenToAnnouncements } from "../checking/announce";
import { replacedProblem } from "./replaced-problem";
import { serveVitest } from "./serve-vitest";
import { snapshotBuiltIns } from "./snapshot-built-ins";

const port = parentPort!;
const post = port.postMessage.bind(port);
const announce: Announce = (event) => post({ event });
listenToAnnouncements(announce);
capturePrinting();
const replacedBuiltIns = snapshotBuiltIns();

serveVitest(port, async (run) => {
	await run();
	const names = replacedBuiltIns();
	if (names.length > 0) announce({ kind: "problem", problem: replacedProblem(names) });
});

/** Sends on what the learner's code prints, as long as a person would read it. */
function capturePrinting(): void {
	let left = 20_000;
	const print = (text: string) => {
		if (left <= 0) return;
		const shown = text.slice(0, left);
		left -= text.length;
		announce({ kind: "printed", text: left > 0 ? shown : `${shown}\n… (the rest is not shown)\n` });
	};
	const printLine = (...values: unknown[]) => {
		if (left > 0) print(`${format(...values)}\n`); // not formatted when nobody would see it
	};
	for (const method of ["log", "info", "debug", "warn", "error", "trace", "dir", "table"] as const)
		console[method] = printLine;
	for (const stream of [process.stdout, process.stderr])
		stream.write = (chunk: string | Uint8Array) => {
			print(typeof chunk === "string" ? chunk : new TextDecoder().decode(chunk));
			return true;
		};
}
