import { createHmac, timingSafeEqual } from "node:crypto";
import type { Channel, Message } from "../message";

/** Separates the routing identities from the message; source: Jupyter messaging protocol 5.4, "The wire protocol". */
const delimiter = "<IDS|MSG>";

export interface Incoming {
	/** Who sent it: a reply goes back with the same identities. */
	readonly identities: readonly Uint8Array[];
	/** Parsed, but not yet checked for what a message must hold. */
	readonly message: unknown;
}

/** Signs and checks messages with the connection's key; an empty key means no signatures. */
export interface FrameCodec {
	encode(identities: readonly (string | Uint8Array)[], message: Message): (string | Uint8Array)[];
	/** Throws an Error that says what is wrong with the frames. */
	decode(channel: Channel, frames: readonly Uint8Array[]): Incoming;
}

export function createFrameCodec(key: string): FrameCodec {
	const sign = (parts: readonly (string | Uint8Array)[]) => {
		if (key === "") return "";
		const hmac = createHmac("sha256", key);
		for (const part of parts) hmac.update(part);
		return hmac.digest("hex");
	};
	return {
		encode(identities, { header, parent_header, metadata, content, buffers }) {
			const parts = [header, parent_header, metadata, content].map((part) => JSON.stringify(part));
			return [...identities, delimiter, sign(parts), ...parts, ...buffers];
		},
		decode(channel, frames) {
			const at = frames.findIndex((frame) => Buffer.from(frame).toString("latin1") === delimiter);
			if (at < 0) throw new Error("it has no delimiter");
			const [signature, ...rest] = frames.slice(at + 1);
			const parts = rest.slice(0, 4);
			if (!signature || parts.length < 4) throw new Error("it has too few frames");
			const expected = Buffer.from(sign(parts));
			if (signature.length !== expected.length || !timingSafeEqual(signature, expected)) {
				throw new Error("its signature is wrong");
			}
			const [header, parent_header, metadata, content] = parts.map((part) =>
				JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(part)),
			);
			const buffers = rest.slice(4);
			const message = { channel, header, parent_header, metadata, content, buffers };
			return { identities: frames.slice(0, at), message };
		},
	};
}
