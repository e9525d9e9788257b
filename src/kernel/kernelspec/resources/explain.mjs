// A kernel that runs nothing: every cell shows why. It stands in where the real one cannot start, because a front end
// tells a person nothing of a process that ends, and it must do without packages: they lie in the project that is gone.
// Source: ZeroMQ message transport protocol 3.0 (RFC 23), Jupyter messaging protocol 5.4.
import { createHmac, randomUUID } from "node:crypto";
import { readFileSync, writeSync } from "node:fs";
import { createServer } from "node:net";

/** @typedef {{ msg_id: string, msg_type: string, session: string }} Header */
/** @typedef {(frames: readonly (string | Buffer)[]) => void} Send */

const delimiter = "<IDS|MSG>";
const more = 1;
const long = 2;
const command = 4;

/**
 * Answers a Jupyter client's requests with `why` until it shuts the kernel down, or ends.
 *
 * @param {string} connectionFile
 * @param {string} why
 */
export function explain(connectionFile, why) {
	writeSync(2, `attention-lab kernel: ${why}\n`);
	const connection = JSON.parse(readFileSync(connectionFile, "utf8"));
	const session = randomUUID();
	const publish = listen(connection, "iopub_port", "PUB", () => {});
	for (const channel of ["shell_port", "control_port"]) {
		listen(connection, channel, "ROUTER", (frames, reply) => answer(frames, reply));
	}
	listen(connection, "stdin_port", "ROUTER", () => {});
	listen(connection, "hb_port", "ROUTER", (frames, reply) => reply(frames));
	endWithParent();

	/** @type {(frames: readonly Buffer[], reply: Send) => void} */
	function answer(frames, reply) {
		const [, , parent] = frames.slice(
			frames.findIndex((frame) => frame.equals(Buffer.from(delimiter))),
		);
		if (!parent) return;
		/** @type {Header} */
		const request = JSON.parse(parent.toString("utf8"));
		const send = (
			/** @type {Send} */ to,
			/** @type {string} */ type,
			/** @type {object} */ content,
		) => to(signed(request, type, content));
		send(publish, "status", { execution_state: "busy" });
		if (request.msg_type === "execute_request") send(publish, "error", failure(why));
		send(reply, request.msg_type.replace("_request", "_reply"), contentFor(request.msg_type, why));
		send(publish, "status", { execution_state: "idle" });
		if (request.msg_type === "shutdown_request") setTimeout(() => process.exit(0), 100);
	}

	/** @type {(parent: Header, type: string, content: object) => string[]} */
	function signed(parent, msg_type, content) {
		const date = new Date().toISOString();
		const header = {
			msg_id: randomUUID(),
			msg_type,
			session,
			username: "kernel",
			date,
			version: "5.4",
		};
		const parts = [header, parent, {}, content].map((part) => JSON.stringify(part));
		const signature = connection.key
			? createHmac("sha256", connection.key).update(parts.join("")).digest("hex")
			: "";
		return [delimiter, signature, ...parts];
	}
}

/** @type {(type: string, why: string) => object} */
function contentFor(type, why) {
	if (type === "interrupt_request" || type === "shutdown_request") return { status: "ok" };
	if (type !== "kernel_info_request")
		return { status: "error", execution_count: 0, ...failure(why) };
	return {
		status: "ok",
		protocol_version: "5.4",
		implementation: "attention-lab",
		implementation_version: "0",
		language_info: {
			name: "typescript",
			version: "",
			mimetype: "text/typescript",
			file_extension: ".ts",
		},
		banner: why,
		help_links: [],
	};
}

/** @param {string} why */
function failure(why) {
	return { ename: "KernelCannotStart", evalue: why, traceback: [`\u001b[1;31m${why}\u001b[0m`] };
}

/**
 * A ZeroMQ socket that clients connect to. Returns what sends a message to all of them.
 *
 * @type {(
 * 	connection: any,
 * 	port: string,
 * 	socketType: string,
 * 	onMessage: (frames: readonly Buffer[], reply: Send) => void,
 * ) => Send}
 */
function listen({ transport, ip, ...ports }, port, socketType, onMessage) {
	/** @type {Set<import("node:net").Socket>} */
	const clients = new Set();
	const server = createServer((client) => {
		clients.add(client);
		client.on("close", () => clients.delete(client));
		client.on("error", () => client.destroy());
		client.write(Buffer.concat([greeting(), ready(socketType)]));
		client.on(
			"data",
			createReader((frames) => onMessage(frames, (reply) => client.write(encode(reply)))),
		);
	});
	if (transport === "ipc") server.listen(`${ip}-${ports[port]}`);
	else server.listen(ports[port], ip === "*" ? undefined : ip);
	return (frames) => {
		for (const client of clients) client.write(encode(frames));
	};
}

function greeting() {
	const bytes = Buffer.alloc(64);
	bytes[0] = 0xff;
	bytes[9] = 0x7f;
	bytes[10] = 3; // the protocol's version
	bytes.write("NULL", 12, "latin1"); // no encryption
	return bytes;
}

/** @param {string} socketType */
function ready(socketType) {
	const value = Buffer.alloc(4);
	value.writeUInt32BE(socketType.length);
	const body = Buffer.concat([
		Buffer.from("\x05READY\x0bSocket-Type"),
		value,
		Buffer.from(socketType),
	]);
	return Buffer.concat([Buffer.from([command, body.length]), body]);
}

/** @type {(frames: readonly (string | Buffer)[]) => Buffer} */
function encode(frames) {
	const encoded = frames.flatMap((frame, i) => {
		const body = Buffer.from(frame);
		const head = Buffer.alloc(9);
		head[0] = long | (i < frames.length - 1 ? more : 0);
		head.writeBigUInt64BE(BigInt(body.length), 1);
		return [head, body];
	});
	return Buffer.concat(encoded);
}

/** @type {(onMessage: (frames: readonly Buffer[]) => void) => (chunk: Buffer) => void} */
function createReader(onMessage) {
	let bytes = Buffer.alloc(0);
	let toSkip = greeting().length;
	/** @type {Buffer[]} */
	let frames = [];
	return (chunk) => {
		bytes = Buffer.concat([bytes, chunk]);
		if (bytes.length < toSkip) return;
		bytes = bytes.subarray(toSkip);
		toSkip = 0;
		for (;;) {
			const flags = bytes[0] ?? 0;
			const head = flags & long ? 9 : 2;
			if (bytes.length < head) return;
			const end = head + (flags & long ? Number(bytes.readBigUInt64BE(1)) : (bytes[1] ?? 0));
			if (bytes.length < end) return;
			const body = bytes.subarray(head, end);
			bytes = bytes.subarray(end);
			if (flags & command) continue;
			frames.push(body);
			if (flags & more) continue;
			onMessage(frames);
			frames = [];
		}
	};
}

function endWithParent() {
	const parent = process.ppid;
	setInterval(() => {
		if (process.ppid !== parent) process.exit(0);
	}, 1000);
}
