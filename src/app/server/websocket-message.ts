import { z } from "zod";
import type { JsonObject, Message } from "../../kernel/message";

/** The binary framing of Jupyter Server: https://jupyter-server.readthedocs.io, "WebSocket protocols". */
export const binaryProtocol = "v1.kernel.websocket.jupyter.org";

/** What JSON.parse gave is JSON already: only that it is an object is left to see. */
const jsonObject = z.custom<JsonObject>(
	(value) => typeof value === "object" && value !== null && !Array.isArray(value),
	"not an object",
);
const header = z.object({
	msg_id: z.string(),
	msg_type: z.string(),
	session: z.string(),
	username: z.string().default(""),
	date: z.string().default(""),
	version: z.string().default("5.4"),
});
const channel = z.enum(["shell", "control", "stdin"]);

/** What a client may send. Fields it adds to a header are dropped. */
const clientMessage = z.object({
	channel: channel.default("shell"),
	header,
	parent_header: z.union([header, z.object({})]).nullish(),
	metadata: jsonObject.nullish(),
	content: jsonObject,
});

/** Reads a client's frame in either framing. Throws when it is not a Jupyter message. */
export function readFrame(data: Buffer, isBinary: boolean, protocol: string): Message {
	if (protocol === binaryProtocol && isBinary) return readBinary(data);
	if (isBinary) return readDefaultWithBuffers(data);
	return toMessage(JSON.parse(data.toString("utf8")), []);
}

/** Writes a kernel's message in the framing the client chose. */
export function writeFrame(message: Message, protocol: string): Uint8Array | string {
	if (protocol === binaryProtocol) return writeBinary(message);
	const { buffers, ...rest } = message;
	const text = JSON.stringify({ ...rest, msg_id: rest.header.msg_id, buffers: [] });
	return buffers.length === 0 ? text : writeDefaultWithBuffers(text, buffers);
}

function toMessage(value: unknown, buffers: readonly Uint8Array[]): Message {
	const { parent_header, metadata, content, ...rest } = clientMessage.parse(value);
	return {
		...rest,
		parent_header: parent_header && "msg_id" in parent_header ? header.parse(parent_header) : {},
		metadata: metadata ?? {},
		content,
		buffers,
	};
}

/** count (uint64), count offsets (uint64, the last is the end), then channel, header, parent, metadata, content, buffers. */
function readBinary(data: Buffer): Message {
	const count = Number(data.readBigUInt64LE(0));
	if (count < 6 || count > 1000 || 8 * (count + 1) > data.length)
		throw new RangeError(`not a kernel message: ${count} offsets in ${data.length} bytes`);
	const offsets = Array.from({ length: count }, (_, i) =>
		Number(data.readBigUInt64LE(8 * (i + 1))),
	);
	const part = (i: number) => data.subarray(offsets[i], offsets[i + 1]);
	const parse = (i: number): unknown => JSON.parse(part(i).toString("utf8"));
	return toMessage(
		{
			channel: part(0).toString("utf8"),
			header: parse(1),
			parent_header: parse(2),
			metadata: parse(3),
			content: parse(4),
		},
		offsets.slice(5, -1).map((_, i) => part(5 + i)),
	);
}

function writeBinary(message: Message): Uint8Array {
	const parts = [
		Buffer.from(message.channel),
		...[message.header, message.parent_header, message.metadata, message.content].map((value) =>
			Buffer.from(JSON.stringify(value)),
		),
		...message.buffers,
	];
	const count = parts.length + 1;
	const head = Buffer.alloc(8 * (count + 1));
	head.writeBigUInt64LE(BigInt(count), 0);
	let offset = head.length;
	head.writeBigUInt64LE(BigInt(offset), 8);
	for (const [i, part] of parts.entries()) {
		offset += part.byteLength;
		head.writeBigUInt64LE(BigInt(offset), 8 * (i + 2));
	}
	return Buffer.concat([head, ...parts]);
}

/** The older framing with buffers: count and offsets as big-endian uint32, the JSON text, the buffers. */
function readDefaultWithBuffers(data: Buffer): Message {
	const count = data.readUInt32BE(0);
	if (count < 1 || count > 1000 || 4 * (count + 1) > data.length)
		throw new RangeError(`not a kernel message: ${count} parts in ${data.length} bytes`);
	const offsets = Array.from({ length: count }, (_, i) => data.readUInt32BE(4 * (i + 1)));
	const [text, ...buffers] = offsets.map((start, i) => data.subarray(start, offsets[i + 1]));
	return toMessage(JSON.parse((text ?? Buffer.alloc(0)).toString("utf8")), buffers);
}

function writeDefaultWithBuffers(text: string, buffers: readonly Uint8Array[]): Uint8Array {
	const parts = [Buffer.from(text), ...buffers];
	const head = Buffer.alloc(4 * (parts.length + 1));
	head.writeUInt32BE(parts.length, 0);
	let offset = head.length;
	for (const [i, part] of parts.entries()) {
		head.writeUInt32BE(offset, 4 * (i + 1));
		offset += part.byteLength;
	}
	return Buffer.concat([head, ...parts]);
}
