import { describe, expect, it } from "vitest";
import { createRequest } from "../../src/kernel/launch";
import { createFrameCodec } from "../../src/kernel/transport/zeromq-frames";

const codec = createFrameCodec("secret");
const message = createRequest("shell", "execute_request", { code: "1 + 1" }, "session");
const bytes = (frames: readonly (string | Uint8Array)[]) =>
	frames.map((frame) => Buffer.from(frame));

describe("a frame codec", () => {
	it("gives back what it encoded, with identities and buffers", () => {
		const buffers = [new Uint8Array([1, 2, 3])];
		const frames = bytes(codec.encode(["client"], { ...message, buffers }));
		const { identities, message: decoded } = codec.decode("shell", frames);
		expect(identities.map(String)).toEqual(["client"]);
		expect(decoded).toEqual({ ...message, buffers: [Buffer.from([1, 2, 3])] });
	});

	it("refuses a message whose content was changed, or that another key signed", () => {
		const frames = bytes(codec.encode([], message));
		const forged = [...frames.slice(0, -1), Buffer.from('{"code":"evil()"}')];
		expect(() => codec.decode("shell", forged)).toThrow("its signature is wrong");
		expect(() => createFrameCodec("other").decode("shell", frames)).toThrow(
			"its signature is wrong",
		);
	});

	it("refuses what is no message at all", () => {
		expect(() => codec.decode("shell", [])).toThrow("no delimiter");
		expect(() => codec.decode("shell", bytes(["<IDS|MSG>", "sig"]))).toThrow("too few frames");
	});

	it("signs nothing without a key", () => {
		const open = createFrameCodec("");
		const frames = open.encode([], message);
		expect(frames[1]).toBe("");
		expect(open.decode("shell", bytes(frames)).message).toEqual(message);
	});
});
