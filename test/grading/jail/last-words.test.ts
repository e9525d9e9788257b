import { PassThrough } from "node:stream";
import { expect, it, vi } from "vitest";
import { lastWords } from "../../../src/grading/jail/last-words";

it("keeps the end of what was said", async () => {
	const stream = new PassThrough();
	const tooMuch = vi.fn();
	const words = lastWords(stream, tooMuch);
	stream.write("x".repeat(100_000));
	stream.end("good bye");
	await new Promise((resolve) => stream.on("close", resolve));
	expect(words()).toHaveLength(16_384);
	expect(words().endsWith("xgood bye")).toBe(true);
	expect(tooMuch).not.toHaveBeenCalled();
});

it("says once that it was too much, and reads on", async () => {
	const stream = new PassThrough();
	const tooMuch = vi.fn();
	const words = lastWords(stream, tooMuch);
	for (let part = 0; part < 40; part++) stream.write("x".repeat(100_000));
	stream.end("still read");
	await new Promise((resolve) => stream.on("close", resolve));
	expect(tooMuch).toHaveBeenCalledOnce();
	expect(words().endsWith("still read")).toBe(true);
});
