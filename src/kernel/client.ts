import { randomUUID } from "node:crypto";
import { createRequest, describeExit, isChildOf, isReplyTo, type RunningKernel } from "./launch";
import type { Channel, JsonObject, Message } from "./message";

/** One conversation with a kernel: a request, all that is published about it, its reply. */
export interface KernelClient {
	/**
	 * Sends a request and resolves to the content of its reply once the kernel is idle again.
	 * `onOutput` hears what is published meanwhile. Rejects when the kernel dies.
	 */
	request(
		type: string,
		content: JsonObject,
		options?: { readonly channel?: Channel; readonly onOutput?: (message: Message) => void },
	): Promise<JsonObject>;
}

export function createClient(kernel: RunningKernel): KernelClient {
	const session = randomUUID();
	return {
		request(type, content, { channel = "shell", onOutput } = {}) {
			const request = createRequest(channel, type, content, session);
			return new Promise((resolve, reject) => {
				let reply: JsonObject | undefined;
				let idle = channel === "control"; // the control channel publishes no status
				const stopListening = kernel.onMessage((message) => {
					if (!isChildOf(message, request)) return;
					if (isReplyTo(message, request)) reply = message.content;
					else if (isIdle(message)) idle = true;
					else onOutput?.(message);
					if (!reply || !idle) return;
					stopListening();
					resolve(reply);
				});
				void kernel.exited.then((exit) => {
					stopListening();
					reject(new Error(describeExit(exit)));
				});
				kernel.send(request);
			});
		},
	};
}

function isIdle({ header, content }: Message): boolean {
	return header.msg_type === "status" && content.execution_state === "idle";
}
