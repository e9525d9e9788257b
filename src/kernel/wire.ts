import type { Message } from "./message";

/** One message a line, as JSON; buffers travel in base64. */
export function encodeMessage(message: Message): string {
	const buffers = message.buffers.map((buffer) => Buffer.from(buffer).toString("base64"));
	return `${JSON.stringify({ ...message, buffers })}\n`;
}

function decodeMessage(line: string): Message {
	const message = JSON.parse(line);
	return {
		...message,
		buffers: message.buffers.map((buffer: string) => new Uint8Array(Buffer.from(buffer, "base64"))),
	};
}

/** Cuts a stream of bytes into messages. */
export function createMessageReader(
	onMessage: (message: Message) => void,
): (chunk: Uint8Array) => void {
	const decoder = new TextDecoder();
	let rest: string[] = [];
	return (chunk) => {
		const [first = "", ...lines] = decoder.decode(chunk, { stream: true }).split("\n");
		rest.push(first);
		for (const line of lines) {
			onMessage(decodeMessage(rest.join("")));
			rest = [line];
		}
	};
}
