// A kernel process: cells run in the main thread, the transport has a thread of its own. With a connection file as
// its argument it speaks ZeroMQ, otherwise it is driven over a pipe by the process that started it.
import { join } from "node:path";
import process from "node:process";
import { inspect } from "node:util";
import { Worker } from "node:worker_threads";
import { version } from "../../package.json";
import { projectRoot } from "../project-root";
import { createCore } from "./core";
import { createEngine } from "./engine/engine";
import { createInterrupts, markEnded, markStarted } from "./engine/interrupts";
import type { Message } from "./message";
import type { Request } from "./requests";
import type { Order, TransportData } from "./transport/switchboard";

/** More unwritten messages than this make a cell that prints without end wait for its reader. */
const mostUnwritten = 256;

const interrupts = createInterrupts();
const unwritten = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
const connectionFile = process.argv[2];
const thread = connectionFile === undefined ? "pipe-thread.js" : "zeromq-thread.js";
const transport = new Worker(join(projectRoot, ".build", "kernel", "transport", thread), {
	workerData: { interrupts, unwritten, connectionFile } satisfies TransportData,
});

Error.stackTraceLimit = 50;
const core = createCore(
	createEngine(process.cwd(), interrupts),
	send,
	{
		started: (execution) => markStarted(interrupts, execution),
		ended: () => markEnded(interrupts),
	},
	{ name: "attention-lab", version },
);

transport.on("message", (order: Request | Order) => {
	if (order === "interrupt") core.interrupt();
	else if (order === "shutdown") process.exit(0);
	else core.receive(order);
});

captureOutput("stdout");
captureOutput("stderr");
process.on("SIGINT", core.interrupt);
process.on("uncaughtException", reportStray);
process.on("unhandledRejection", reportStray);

function send(message: Message): void {
	const waiting = Atomics.add(unwritten, 0, 1) + 1;
	transport.postMessage(message);
	if (waiting > mostUnwritten) Atomics.wait(unwritten, 0, waiting, 1000);
}

/** What user code writes becomes a stream message instead. */
function captureOutput(name: "stdout" | "stderr"): void {
	const stream = process[name];
	stream.write = ((
		chunk: string | Uint8Array,
		encodingOrCallback?: BufferEncoding | ((error?: Error) => void),
		callback?: (error?: Error) => void,
	) => {
		core.write(name, typeof chunk === "string" ? chunk : new TextDecoder().decode(chunk));
		const done = typeof encodingOrCallback === "function" ? encodingOrCallback : callback;
		if (done) queueMicrotask(done);
		return true;
	}) as typeof stream.write;
}

/** An error of code that no cell waits for any more does not end the kernel. */
function reportStray(error: unknown): void {
	core.write("stderr", `An error outside of any running cell: ${inspect(error)}\n`);
}
