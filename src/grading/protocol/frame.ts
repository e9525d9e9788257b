import { BrokenFrame } from "./broken-frame";
import type { Tree } from "./tree";

/**
 * A frame: the length of what follows and the length of the text, 4 bytes each (little-endian), the text
 * (JSON, UTF-8), and the number section (8 bytes each).
 */
export interface Frame {
	readonly tree: readonly Tree[];
	readonly numbers: Float64Array;
}

/** The bytes that say how long the rest is. */
export const lengthBytes = 4;

export function packFrame({ tree, numbers }: Frame): Uint8Array {
	const text = new TextEncoder().encode(JSON.stringify(tree));
	const frame = new Uint8Array(2 * lengthBytes + text.length + numbers.byteLength);
	const view = new DataView(frame.buffer);
	view.setUint32(0, frame.length - lengthBytes, true);
	view.setUint32(lengthBytes, text.length, true);
	frame.set(text, 2 * lengthBytes);
	frame.set(
		new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength),
		2 * lengthBytes + text.length,
	);
	return frame;
}

/** @param body what follows the first length @throws BrokenFrame */
export function parseFrame(body: Uint8Array): Frame {
	if (body.length < lengthBytes) throw new BrokenFrame("no length");
	const view = new DataView(body.buffer, body.byteOffset, body.length);
	const end = lengthBytes + view.getUint32(0, true);
	if (end > body.length || (body.length - end) % 8 !== 0) throw new BrokenFrame("wrong lengths");
	const numbers = new Float64Array((body.length - end) / 8);
	new Uint8Array(numbers.buffer).set(body.subarray(end));
	return { tree: parseText(body.subarray(lengthBytes, end)), numbers };
}

const mostBrackets = 2_000_000;

function parseText(bytes: Uint8Array): readonly Tree[] {
	let brackets = 0;
	for (let i = 0; i < bytes.length; i++) if (bytes[i] === 0x5b || bytes[i] === 0x7b) brackets++;
	if (brackets > mostBrackets) throw new BrokenFrame("too many values");
	let tree: unknown;
	try {
		tree = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
	} catch {
		throw new BrokenFrame("no JSON");
	}
	if (!Array.isArray(tree)) throw new BrokenFrame("no list");
	return tree as readonly Tree[];
}
