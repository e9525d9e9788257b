// Carries messages over ZeroMQ sockets, for JupyterLab, VS Code, nbclient and every other Jupyter client.
import { readFileSync } from "node:fs";
import process from "node:process";
import { setTimeout as delay } from "node:timers/promises";
import * as zmq from "zeromq";
import { z } from "zod";
import { createMessage } from "../create-message";
import type { Channel, Message } from "../message";
import { createSwitchboard, endProcess, logIgnored } from "./switchboard";
import { createFrameCodec } from "./zeromq-frames";

const port = z.number().int().min(0).max(65535);
const connectionSchema = z.object({
	transport: z.enum(["tcp", "ipc"]).default("tcp"),
	ip: z.string(),
	key: z.string(),
	signature_scheme: z.literal("hmac-sha256").default("hmac-sha256"),
	shell_port: port,
	iopub_port: port,
	stdin_port: port,
	control_port: port,
	hb_port: port,
});

// Nothing that is sent is ever dropped; whoever asks faster than the kernel can read has to wait.
const limits = { sendHighWaterMark: 0, receiveHighWaterMark: 1000, linger: 1000 };
// A client that comes back after its connection broke takes its place again.
const asked = { ...limits, mandatory: false, handover: true };
const shell = new zmq.Router(asked);
const control = new zmq.Router(asked);
const stdin = new zmq.Router(asked);
const iopub = new zmq.XPublisher(limits);
const heartbeat = new zmq.Router(limits);

const { receive, connectionFile } = createSwitchboard({ write, close });
if (connectionFile === undefined) throw new Error("the ZeroMQ transport needs a connection file");
const connection = connectionSchema.parse(JSON.parse(readFileSync(connectionFile, "utf8")));
const codec = createFrameCodec(connection.key);

/** Who asked: replies, and questions to the person who asked, go to the same identities. */
const askers = new Map<string, readonly Uint8Array[]>();
/** Sends of one socket follow each other: zeromq.js allows one at a time. */
const sending = new Map<zmq.Socket, Promise<void>>();

await Promise.all([
	bind(shell, connection.shell_port),
	bind(control, connection.control_port),
	bind(stdin, connection.stdin_port),
	bind(iopub, connection.iopub_port),
	bind(heartbeat, connection.hb_port),
]);
listen("shell", shell);
listen("control", control);
listen("stdin", stdin);
void echo();
void welcome();
endWithParent();

async function bind(socket: zmq.Socket, number: number): Promise<void> {
	const separator = connection.transport === "tcp" ? ":" : "-";
	await socket.bind(`${connection.transport}://${connection.ip}${separator}${number}`);
}

async function listen(channel: Channel, socket: zmq.Router): Promise<void> {
	for await (const frames of socket) {
		try {
			const { identities, message } = codec.decode(channel, frames);
			const id = (message as { header?: { msg_id?: unknown } }).header?.msg_id;
			if (typeof id === "string") askers.set(id, identities); // before the reply may come
			const replies = receive(message);
			if (!replies && typeof id === "string") askers.delete(id);
		} catch (error) {
			logIgnored((error as Error).message);
		}
	}
}

function write(message: Message, written: () => void): void {
	const socket = { shell, control, stdin, iopub }[message.channel];
	send(socket, codec.encode(addressOf(message), message)).then(written, written);
}

function send(socket: zmq.Router | zmq.XPublisher, frames: (string | Uint8Array)[]): Promise<void> {
	const sent = (sending.get(socket) ?? Promise.resolve())
		.then(() => socket.send(frames))
		.catch(() => {});
	sending.set(socket, sent);
	return sent;
}

async function close(): Promise<void> {
	await Promise.all(sending.values());
	for (const socket of [shell, control, stdin, iopub, heartbeat]) socket.close();
}

function addressOf({ channel, header, parent_header }: Message): readonly (string | Uint8Array)[] {
	if (channel === "iopub") return [header.msg_type];
	const asker = "msg_id" in parent_header ? parent_header.msg_id : "";
	const identities = askers.get(asker) ?? [];
	if (channel !== "stdin") askers.delete(asker); // a reply ends the conversation
	return identities;
}

async function echo(): Promise<void> {
	for await (const frames of heartbeat) await heartbeat.send(frames);
}

/** Tells each new subscriber that from now on nothing will pass it by (protocol 5.4, `iopub_welcome`). */
async function welcome(): Promise<void> {
	for await (const [event] of iopub) {
		if (event?.[0] !== 1) continue;
		const subscription = Buffer.from(event.subarray(1)).toString("utf8");
		const sender = { session: "", username: "kernel" } as const;
		const message = createMessage("iopub", "iopub_welcome", { subscription }, sender);
		await send(iopub, codec.encode([subscription], message));
	}
}

/** A kernel whose client died without a word ends too. */
async function endWithParent(): Promise<void> {
	const parent = process.ppid;
	while (process.ppid === parent && exists(parent)) await delay(1000);
	endProcess();
}

/** Windows leaves the number of a parent that is gone. */
function exists(pid: number): boolean {
	try {
		return process.kill(pid, 0);
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === "EPERM"; // another user's
	}
}
