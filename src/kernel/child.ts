// A kernel process: cells run in the main thread, the transport has a thread of its own. With a connection file as
// its argument it speaks ZeroMQ, otherwise it is driven over a pipe by the process that started it.
import { join } from "node:path";
import process from "node:process";
import { Writable } from "node:stream";
import { MessageChannel, receiveMessageOnPort, Worker } from "node:worker_threads";
import { version } from "../../package.json";
import { projectRoot } from "../project-root";
import { installCellGlobals } from "./cell-globals";
import { createCore } from "./core";
import { createEngine } from "./engine/engine";
import {
	createInterrupts,
	isInterrupt,
	markEnded,
	markStarted,
	markTextWaiting,
	stopIfInterrupted,
} from "./engine/interrupts";
import { createStandaloneFigures } from "./engine/standalone-figure";
import { forgetfulHistory, historyPath, openHistory } from "./history-file";
import type { Message } from "./message";
import type { Request } from "./requests";
import {
	createFlow,
	logLine,
	type Order,
	type Outgoing,
	type TransportData,
} from "./transport/switchboard";

/** More unwritten messages than this make a cell that prints without end wait for its reader. */
const mostUnwritten = 256;
/** How long the end of the process waits for its last messages to be written, in milliseconds. */
const farewell = 500;

const interrupts = createInterrupts();
const flow = createFlow();
const answers = new MessageChannel();
const connectionFile = process.argv[2];
const thread = connectionFile === undefined ? "pipe-thread.js" : "zeromq-thread.js";
const transport = new Worker(join(projectRoot, ".build", "kernel", "transport", thread), {
	workerData: { interrupts, flow, answers: answers.port2, connectionFile } satisfies TransportData,
	transferList: [answers.port2],
	stdout: true, // or Node would open the process's own
	stderr: true,
});

Error.stackTraceLimit = 50;
// The page and headless execution, which use the pipe, draw figures themselves.
const dress = connectionFile === undefined ? undefined : createStandaloneFigures();
const engine = createEngine(process.cwd(), interrupts, dress, () => core.flushOld());
const core = createCore(
	engine,
	send,
	{
		started: (execution) => markStarted(interrupts, execution),
		ended: () => markEnded(interrupts),
		textWaits: (waits) => markTextWaiting(interrupts, waits),
	},
	connectionFile === undefined ? forgetfulHistory() : openHistory(historyPath()),
	{ name: "attention-lab", version },
);
installCellGlobals(core, engine, prompt);

transport.on("error", (error) => {
	// without a transport nobody hears the kernel: its end is the only message left
	logLine(`the connection failed: ${String(error)}`);
	process.exit(1);
});
transport.on("message", (order: Request | Order) => {
	if (order === "interrupt") core.interrupt();
	else if (order === "shutdown") process.exit(0);
	else core.receive(order);
});

captureOutput("stdout");
captureOutput("stderr");
setTimeout(warmUp, 100, 30).unref();
process.on("SIGINT", core.interrupt);
process.on("uncaughtException", reportStray);
process.on("unhandledRejection", reportStray);
process.on("exit", () => {
	core.flush();
	transport.postMessage("close" satisfies Outgoing);
	Atomics.wait(flow, 1, 0, farewell);
});

/** Uses the quiet before the first cell, a few milliseconds at a time, so that nobody waits for it. */
function warmUp(times: number): void {
	if (times === 0 || !core.untouched) return;
	engine.warmUp();
	setTimeout(warmUp, 10, times - 1).unref();
}

function send(message: Message): void {
	const waiting = Atomics.add(flow, 0, 1) + 1;
	transport.postMessage(message satisfies Outgoing);
	if (waiting > mostUnwritten) Atomics.wait(flow, 0, waiting, 1000);
}

/** Blocks, as `prompt` does in a browser, until the person answers or the cell is interrupted. */
function prompt(question = ""): string {
	const answered = Atomics.load(flow, 2);
	core.ask(question);
	while (Atomics.wait(flow, 2, answered, 50) === "timed-out") stopIfInterrupted(interrupts);
	return receiveMessageOnPort(answers.port1)?.message;
}

/**
 * What user code writes becomes a stream message instead. The process's own stream is left alone: it may be shared with
 * a Jupyter server, and Node would make it non-blocking for both.
 */
function captureOutput(name: "stdout" | "stderr"): void {
	const stream = Object.assign(new Writable(), { fd: name === "stdout" ? 1 : 2 });
	Object.defineProperty(process, name, { value: stream, configurable: true, enumerable: true });
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
	if (isInterrupt(error)) return;
	const { traceback } = engine.describe(error);
	core.write("stderr", `An error outside of any running cell:\n${traceback.join("\n")}\n`);
}
