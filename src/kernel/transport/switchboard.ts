import { writeSync } from "node:fs";
import process from "node:process";
import { type MessagePort, parentPort, workerData } from "node:worker_threads";
import { createMessage } from "../create-message";
import { type Interrupts, markInterrupted, runningExecution } from "../engine/interrupts";
import type { Message } from "../message";
import { parseRequest, type Request, type RequestOf } from "../requests";

/** What the main thread is told besides requests. */
export type Order = "interrupt" | "shutdown";

/** What the main thread sends to be written, and its last word before the process ends. */
export type Outgoing = Message | "close";

/**
 * [0] how many messages of the main thread are not written yet · [1] 1 when the transport has closed
 * · [2] how many answers were given
 */
export type Flow = Int32Array;

export function createFlow(): Flow {
	return new Int32Array(new SharedArrayBuffer(3 * Int32Array.BYTES_PER_ELEMENT));
}

/** What a transport thread is given by the main thread. */
export interface TransportData {
	readonly interrupts: Interrupts;
	readonly flow: Flow;
	/** Takes the answers to the questions that a cell asks, past the event loop that it blocks. */
	readonly answers: MessagePort;
	/** The connection file's path, for the transport that needs one. */
	readonly connectionFile: string | undefined;
}

/** How a transport thread hands on what it hears. */
export interface Switchboard {
	/**
	 * Takes whatever arrived as a message; what makes no sense is logged and ignored. Returns whether a reply will
	 * follow.
	 */
	receive(message: unknown): boolean;
	readonly connectionFile: string | undefined;
}

/** Where messages leave the process. */
export interface Wire {
	/** Sends a message and calls `written` when it is out of this process's hands. */
	write(message: Message, written: () => void): void;
	/** Resolves when everything is sent and nothing more can come. */
	close(): Promise<void>;
}

/**
 * Stands between a transport and the main thread that runs cells: requests go there, messages come back, and what
 * must be answered while a cell is busy (interrupt, shutdown) is answered here.
 */
export function createSwitchboard(wire: Wire): Switchboard {
	const port = parentPort;
	if (!port) throw new Error("a transport runs as a worker");
	const { interrupts, flow, answers, connectionFile } = workerData as TransportData;

	port.on("message", (message: Outgoing) => {
		if (message === "close") {
			void wire.close().finally(() => signal(1, 1));
			return;
		}
		wire.write(message, () => signal(0, -1));
	});
	return { receive, connectionFile };

	function receive(message: unknown): boolean {
		let request: Request;
		try {
			request = parseRequest(message);
		} catch (error) {
			logIgnored((error as Error).message);
			return false;
		}
		if (request.type === "interrupt_request") interrupt(request);
		else if (request.type === "shutdown_request") shutdown(request);
		else if (request.type === "input_reply") {
			answers.postMessage(request.content.value);
			signal(2, 1);
		} else port?.postMessage(request);
		return request.type.endsWith("_request");
	}

	function signal(index: number, change: number): void {
		Atomics.add(flow, index, change);
		Atomics.notify(flow, index);
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
			setTimeout(endProcess, 700); // the main thread may be too busy to hear
		});
	}

	function reply(
		{ message, type }: Request,
		content: Message["content"],
		written = () => {},
	): void {
		const { channel, header } = message;
		const sender = { session: header.session, username: "kernel", parent: message } as const;
		const reply = createMessage(channel, type.replace("_request", "_reply"), content, sender);
		wire.write(reply, written);
	}
}

/** Whoever sends nonsense without end does not fill the log. */
const mostLogged = 100;
let ignored = 0;

export function logIgnored(reason: string): void {
	if (++ignored > mostLogged) return;
	const rest = ignored === mostLogged ? " (no more of these are logged)" : "";
	logLine(`ignored a message: ${reason.slice(0, 1000)}${rest}`);
}

/** Past `process.stderr`, which belongs to the cells. */
export function logLine(text: string): void {
	try {
		writeSync(2, `attention-lab kernel: ${text}\n`);
	} catch {
		// nobody reads the log, or not fast enough
	}
}

/** Ends the whole process, whatever its main thread is doing. */
export function endProcess(): void {
	process.kill(process.pid, "SIGKILL");
}
