import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { join } from "node:path";
import process from "node:process";
import type { Duplex } from "node:stream";
import { projectRoot } from "../project-root";
import { createMessage } from "./create-message";
import type { Channel, JsonObject, Message } from "./message";
import { createMessageReader, encodeMessage } from "./wire";

export interface KernelExit {
	readonly code: number | null;
	readonly signal: string | null;
	/** The last that the process wrote outside of the protocol, such as V8's words when memory ran out. */
	readonly lastWords: string;
}

/** A kernel in a process of its own. */
export interface RunningKernel {
	readonly pid: number;
	/** Sends a message on its shell, control or stdin channel. */
	send(message: Message): void;
	/** Hears every message of the kernel, in order. Returns a function that stops listening. */
	onMessage(listener: (message: Message) => void): () => void;
	/** Resolves when the kernel can run its first cell; rejects when it dies before that. */
	readonly ready: Promise<void>;
	/** Resolves when the process has ended, whoever ended it. */
	readonly exited: Promise<KernelExit>;
	/** Stops the running cell; variables are kept. */
	interrupt(): void;
	/** Asks the kernel to end, and ends it if it does not within a second. */
	shutdown(): Promise<void>;
	/** Ends the process at once. */
	kill(): void;
}

const politeness = 1000; // milliseconds

/** Starts a kernel whose cells import relative to `cwd` (an absolute path), the notebook's folder. */
export function launchKernel({ cwd }: { readonly cwd: string }): RunningKernel {
	const session = randomUUID();
	const child = spawn(
		process.execPath,
		["--disable-warning=ExperimentalWarning", join(projectRoot, ".build", "kernel", "child.js")],
		{ cwd, stdio: ["ignore", "pipe", "pipe", "pipe"], windowsHide: true },
	);
	const pipe = child.stdio[3] as Duplex;
	const listeners = new Set<(message: Message) => void>();
	let lastWords = "";
	for (const stream of [child.stdout, child.stderr]) {
		stream?.setEncoding("utf8").on("data", (text: string) => {
			lastWords = (lastWords + text).slice(-4000);
		});
	}

	const exited = new Promise<KernelExit>((resolve) => {
		child.on("error", (error) => resolve({ code: null, signal: null, lastWords: error.message }));
		child.on("close", (code, signal) => resolve({ code, signal, lastWords }));
	});
	const firstReply = createRequest("shell", "kernel_info_request", {}, session);
	const ready = new Promise<void>((resolve, reject) => {
		const stopListening = onMessage((message) => {
			if (!isReplyTo(message, firstReply)) return;
			stopListening();
			resolve();
		});
		void exited.then((exit) => reject(new Error(describeExit(exit))));
	});
	ready.catch(() => {}); // whoever awaits it is told; nobody has to

	pipe.on(
		"data",
		createMessageReader((message) => {
			for (const listener of [...listeners]) listener(message);
		}),
	);
	pipe.on("error", () => {}); // the process has ended: `exited` says so
	send(firstReply);

	return {
		pid: child.pid ?? -1,
		send,
		onMessage,
		ready,
		exited,
		interrupt: () => send(createRequest("control", "interrupt_request", {}, session)),
		async shutdown() {
			send(createRequest("control", "shutdown_request", { restart: false }, session));
			const impatience = setTimeout(kill, politeness);
			await exited;
			clearTimeout(impatience);
		},
		kill,
	};

	function send(message: Message): void {
		if (pipe.writable) pipe.write(encodeMessage(message));
	}

	function onMessage(listener: (message: Message) => void): () => void {
		listeners.add(listener);
		return () => void listeners.delete(listener);
	}

	function kill(): void {
		child.kill("SIGKILL");
	}
}

/** A message as a client sends it. */
export function createRequest(
	channel: Channel,
	msg_type: string,
	content: JsonObject,
	session: string,
): Message {
	return createMessage(channel, msg_type, content, { session, username: "attention-lab" });
}

/** Whether `message` answers `request`, or tells of the work on it. */
export function isChildOf(message: Message, request: Message): boolean {
	return (
		"msg_id" in message.parent_header && message.parent_header.msg_id === request.header.msg_id
	);
}

/** Whether `message` is the one reply to `request`. */
export function isReplyTo(message: Message, request: Message): boolean {
	return message.channel === request.channel && isChildOf(message, request);
}

/** Why a kernel is no more, for a person. */
export function describeExit({ code, signal, lastWords }: KernelExit): string {
	if (/heap out of memory|Allocation failed/i.test(lastWords))
		return "The kernel ended because the code needed more memory than there is.";
	const how = signal ? `was ended by ${signal}` : `ended with code ${code}`;
	return `The kernel ${how}.${lastWords.trim() ? ` Its last words: ${lastWords.trim()}` : ""}`;
}
