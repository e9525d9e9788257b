import { readSync, writeSync } from "node:fs";
import { BrokenFrame } from "./broken-frame";
import { type Frame, lengthBytes, packFrame, parseFrame } from "./frame";

/** Sends and receives frames over two file descriptors that block. */
export interface Channel {
	send(frame: Frame): void;
	/** Waits for the next frame; undefined when the other side is gone. @throws BrokenFrame */
	receive(): Frame | undefined;
}

export function createChannel(readFrom: number, writeTo: number, frameBytes: number): Channel {
	let buffer = new Uint8Array(65_536);
	let held = 0;

	/** Waits until this many bytes are in the buffer. */
	const hold = (count: number): boolean => {
		if (count > buffer.length) {
			const larger = new Uint8Array(count);
			larger.set(buffer.subarray(0, held));
			buffer = larger;
		}
		while (held < count) {
			const read = readSync(readFrom, buffer, held, buffer.length - held, null);
			if (read === 0) return false;
			held += read;
		}
		return true;
	};

	return {
		send(frame) {
			const bytes = packFrame(frame);
			if (bytes.length > frameBytes)
				throw new RangeError(`The result takes more than ${Math.round(frameBytes / 1e6)} MB.`);
			for (let sent = 0; sent < bytes.length; )
				sent += writeSync(writeTo, bytes, sent, bytes.length - sent);
		},
		receive() {
			if (!hold(lengthBytes)) return undefined;
			const length = new DataView(buffer.buffer).getUint32(0, true);
			if (length + lengthBytes > frameBytes) throw new BrokenFrame("too long");
			if (!hold(lengthBytes + length)) return undefined;
			const frame = parseFrame(buffer.slice(lengthBytes, lengthBytes + length));
			buffer.copyWithin(0, lengthBytes + length, held);
			held -= lengthBytes + length;
			return frame;
		},
	};
}
