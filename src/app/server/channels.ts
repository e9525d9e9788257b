import { randomUUID } from "node:crypto";
import type { RawData, WebSocket } from "ws";
import type { KernelHost } from "./kernel-host";
import { readFrame, writeFrame } from "./websocket-message";

/** Joins a WebSocket to a kernel until one of them closes. `session` is the client's name for itself. */
export function joinChannels(socket: WebSocket, host: KernelHost, session: string | null): void {
	const sessions = new Set([session || randomUUID()]);
	const leave = host.listen({
		sessions,
		deliver: (message) => socket.send(writeFrame(message, socket.protocol)),
	});
	socket.on("message", (data: RawData, isBinary: boolean) => {
		try {
			const message = readFrame(toBuffer(data), isBinary, socket.protocol);
			sessions.add(message.header.session);
			host.send(message);
		} catch (error) {
			// as a kernel does with a message it cannot read: say so, and go on
			console.error(`attention-lab: a page sent no kernel message (${(error as Error).message})`);
		}
	});
	socket.on("close", leave);
	socket.on("error", () => socket.terminate());
}

function toBuffer(data: RawData): Buffer {
	if (Array.isArray(data)) return Buffer.concat(data);
	return Buffer.isBuffer(data) ? data : Buffer.from(data);
}
