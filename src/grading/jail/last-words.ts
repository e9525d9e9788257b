import type { Readable } from "node:stream";

const kept = 2_048;
const read = 1_000_000;

/**
 * Keeps the end of what a jail says on its error output. It reads on, so that nobody waits for a full
 * pipe; who says more than a megabyte is not listened to any more.
 */
export function lastWords(stream: Readable): () => string {
	let words = Buffer.alloc(0);
	let total = 0;
	stream.on("data", (chunk: Buffer) => {
		total += chunk.length;
		words = Buffer.concat([words, chunk]).subarray(-kept);
		if (total > read) stream.destroy();
	});
	stream.on("error", () => {});
	return () => words.toString("utf8");
}
