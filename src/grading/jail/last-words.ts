import type { Readable } from "node:stream";

/** Enough for the stack traces that a crash prints after its reason. */
const kept = 16_384;
const allowed = 1_000_000;

/**
 * Keeps the end of what a jail says on its error output, and reads on, so that nobody waits for a full
 * pipe. Of more than a megabyte it says so, once.
 */
export function lastWords(stream: Readable, onTooMuch: () => void): () => string {
	let words = Buffer.alloc(0);
	let total = 0;
	stream.on("data", (chunk: Buffer) => {
		const wasTooMuch = total > allowed;
		total += chunk.length;
		words = Buffer.concat([words, chunk.subarray(-kept)]).subarray(-kept);
		if (total > allowed && !wasTooMuch) onTooMuch();
	});
	stream.on("error", () => {});
	return () => words.toString("utf8");
}
