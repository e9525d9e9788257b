import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { binaryProtocol, readFrame, writeFrame } from "../../src/app/server/websocket-message";
import type { Message } from "../../src/kernel/message";
import { message } from "./fake-kernel";

const frame = (written: Uint8Array | string) => Buffer.from(written as Uint8Array);

const anyMessage: fc.Arbitrary<Message> = fc
	.record({
		channel: fc.constantFrom("shell", "control", "stdin"),
		type: fc.string(),
		content: fc.dictionary(fc.string(), fc.jsonValue()),
		buffers: fc.array(fc.uint8Array()),
	})
	.map(({ channel, type, content, buffers }) => ({
		...message(channel as "shell", type, JSON.parse(JSON.stringify(content))),
		buffers: buffers.map((buffer) => Buffer.from(buffer)),
	}));

describe("a kernel message on a WebSocket", () => {
	it("comes back as it was from the binary framing", () => {
		fc.assert(
			fc.property(anyMessage, (sent) => {
				const written = frame(writeFrame(sent, binaryProtocol));
				expect(readFrame(written, true, binaryProtocol)).toEqual(sent);
			}),
		);
	});

	it("comes back as it was from the default framing, with buffers and without", () => {
		fc.assert(
			fc.property(anyMessage, (sent) => {
				const written = writeFrame(sent, "");
				expect(readFrame(frame(written), typeof written !== "string", "")).toEqual(sent);
			}),
		);
	});

	it("is laid out as the protocol says: count, offsets, then the parts", () => {
		const sent = {
			...message("shell", "execute_request", { code: "é" }),
			buffers: [Buffer.from("xyz")],
		};
		const written = frame(writeFrame(sent, binaryProtocol));
		const count = Number(written.readBigUInt64LE(0));
		const offsets = Array.from({ length: count }, (_, i) =>
			Number(written.readBigUInt64LE(8 + 8 * i)),
		);
		expect(count).toBe(7);
		expect(offsets[0]).toBe(8 * (1 + count));
		expect(offsets.at(-1)).toBe(written.length);
		expect(written.toString("utf8", offsets[0], offsets[1])).toBe("shell");
		expect(JSON.parse(written.toString("utf8", offsets[4], offsets[5]))).toEqual({ code: "é" });
		expect(written.toString("utf8", offsets[5], offsets[6])).toBe("xyz");
	});

	it.each([
		["no JSON", Buffer.from("{"), false],
		["no message", Buffer.from('{"channel":"shell"}'), false],
		[
			"a channel that only kernels speak on",
			Buffer.from(JSON.stringify(message("iopub", "status"))),
			false,
		],
		["a count that is a lie", Buffer.alloc(16, 0xff), true],
		["nothing", Buffer.alloc(0), true],
	])("is refused when it is %s", (_, data, isBinary) => {
		expect(() => readFrame(data, isBinary, isBinary ? binaryProtocol : "")).toThrow();
	});
});
