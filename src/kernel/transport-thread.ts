// The thread that talks to the outside while the main thread runs cells: a busy cell keeps nobody waiting.
// It carries messages over an inherited pipe (file descriptor 3); ZeroMQ sockets would have their place here.
import { Socket } from "node:net";
import process from "node:process";
import { parentPort, workerData } from "node:worker_threads";
import { type Interrupts, markInterrupted, runningExecution } from "./engine/interrupts";
import type { Message } from "./message";
import { parseRequest, type Request, type RequestOf } from "./requests";
import { createMessageReader, encodeMessage } from "./wire";

/** What the main thread is told besides requests. */
export type Order = "interrupt" | "shutdown";

export interface TransportData {
	readonly interrupts: Interrupts;
	/** [0] how many messages of the main thread are not written yet */
	readonly unwritten: Int32Array;
}

const { interrupts, unwritten } = workerData as TransportData;
const port = parentPort;
if (!port) throw new Error("transport-thread runs as a worker");

const pipe = new Socket({ fd: 3, readable: true, writable: true });
pipe.on("data", createMessageReader(receive));
pipe.on("close", die); // whoever started the kernel is gone
pipe.on("error", die);
port.on("message", (message: Message) => {
	write(message, () => {
		Atomics.sub(unwritten, 0, 1);
		Atomics.notify(unwritten, 0);
	});
});

function receive(message: Message): void {
	let request: Request;
	try {
		request = parseRequest(message);
	} catch (error) {
		console.error(`attention-lab kernel: ignored a bad message: ${(error as Error).message}`);
		return;
	}
	if (request.type === "interrupt_request") interrupt(request);
	else if (request.type === "shutdown_request") shutdown(request);
	else port?.postMessage(request);
}

function interrupt(request: RequestOf<"interrupt_request">): void {
	const execution = runningExecution(interrupts);
	markInterrupted(interrupts);
	port?.postMessage("interrupt" satisfies Order);
	reply(request, { status: "ok" });
	// A cell that is busy inside a package's code meets no loop guard; SIGINT ends it where there are signals.
	if (execution === undefined || process.platform === "win32") return;
	setTimeout(() => {
		if (runningExecution(interrupts) === execution) process.kill(process.pid, "SIGINT");
	}, 100);
}

function shutdown(request: RequestOf<"shutdown_request">): void {
	reply(request, { status: "ok", restart: request.content.restart }, () => {
		port?.postMessage("shutdown" satisfies Order);
		setTimeout(die, 500); // the main thread may be too busy to hear
	});
}

function reply({ message, type }: Request, content: Message["content"], written = () => {}): void {
	const header = {
		...message.header,
		msg_id: crypto.randomUUID(),
		msg_type: type.replace("_request", "_reply"),
		username: "kernel",
		date: new Date().toISOString(),
	};
	write({ ...message, header, parent_header: message.header, content, buffers: [] }, written);
}

function write(message: Message, written: () => void): void {
	pipe.write(encodeMessage(message), written);
}

function die(): void {
	process.kill(process.pid, "SIGKILL");
}
