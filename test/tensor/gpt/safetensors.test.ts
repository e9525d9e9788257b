import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readSafetensors, writeSafetensors } from "../../../src/tensor/gpt/safetensors";

const sample = {
	tensors: [
		{ name: "a", shape: [2, 3], data: Float32Array.of(1, -2, 0.5, Infinity, Number.NaN, 1e-40) },
		{ name: "scalar", shape: [], data: Float32Array.of(7) },
		{ name: "nothing", shape: [0, 4], data: new Float32Array(0) },
	],
	metadata: { text: 'a "whale" — 🐳' },
};
const bytes = writeSafetensors(sample);
const headerLength = Number(new DataView(bytes.buffer).getBigUint64(0, true));
const header = () => JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + headerLength)));

/** The sample with another header. */
function withHeader(change: (header: Record<string, object>) => unknown): Uint8Array {
	const changed: Record<string, object> = header();
	const json = new TextEncoder().encode(JSON.stringify(change(changed) ?? changed));
	const out = new Uint8Array(8 + json.length + bytes.length - 8 - headerLength);
	new DataView(out.buffer).setBigUint64(0, BigInt(json.length), true);
	out.set(json, 8);
	out.set(bytes.subarray(8 + headerLength), 8 + json.length);
	return out;
}

describe("writeSafetensors(file)", () => {
	it("writes the header's length, the header, and the numbers at a multiple of 8", () => {
		expect((8 + headerLength) % 8).toBe(0);
		expect(header()).toEqual({
			__metadata__: sample.metadata,
			a: { dtype: "F32", shape: [2, 3], data_offsets: [0, 24] },
			scalar: { dtype: "F32", shape: [], data_offsets: [24, 28] },
			nothing: { dtype: "F32", shape: [0, 4], data_offsets: [28, 28] },
		});
		const numbers = new DataView(bytes.buffer, 8 + headerLength);
		expect(numbers.getFloat32(4, true)).toBe(-2);
		expect(numbers.getFloat32(24, true)).toBe(7);
		expect(bytes).toHaveLength(8 + headerLength + 28);
	});
});

describe("readSafetensors(bytes, name)", () => {
	it("gives back what was written, to the bit", () => {
		expect(readSafetensors(bytes, "w")).toEqual(sample);
	});

	it("reads from the middle of a larger buffer, as Node's files come", () => {
		const larger = new Uint8Array(bytes.length + 3);
		larger.set(bytes, 3);
		expect(readSafetensors(larger.subarray(3), "w")).toEqual(sample);
	});

	it("says that a file was cut off, wherever it was", () => {
		for (let length = 0; length < bytes.length; length++)
			expect(() => readSafetensors(bytes.subarray(0, length), "w.safetensors")).toThrow(
				length <= 8 ? "w.safetensors is no safetensors file" : "w.safetensors was cut off",
			);
	});

	it.each([
		["a picture", Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13)],
		["a text", new TextEncoder().encode("Call me Ishmael. Some years ago")],
		["a JSON file", new TextEncoder().encode('{"cells": [], "nbformat": 4}')],
	])("says that %s is no such file", (_, wrong) => {
		expect(() => readSafetensors(wrong, "w")).toThrow("w is no safetensors file");
	});

	it.each([
		[
			"shapes that do not fit the bytes",
			() => withHeader((h) => ({ ...h, a: { ...h.a, shape: [3, 3] } })),
			"the tensor a has the shape [3, 3]",
		],
		[
			"bytes that overlap",
			() =>
				withHeader((h) => ({ ...h, scalar: { dtype: "F32", shape: [], data_offsets: [20, 24] } })),
			"the tensor scalar",
		],
		["bytes after the last tensor", () => Uint8Array.of(...bytes, 0), "its tensors end at byte"],
		[
			"other numbers than float32",
			() => withHeader((h) => ({ ...h, a: { ...h.a, dtype: "F16" } })),
			"holds a as F16",
		],
		[
			"a header that says nothing of a tensor",
			() => withHeader((h) => ({ ...h, a: 3 })),
			"where the tensor a lies",
		],
		[
			"metadata that is no text",
			() => withHeader((h) => ({ ...h, __metadata__: { step: 3 } })),
			"its header is not the JSON",
		],
		[
			"a shape below zero",
			() =>
				withHeader((h) => ({ ...h, a: { dtype: "F32", shape: [-2, -3], data_offsets: [0, 24] } })),
			"where the tensor a lies",
		],
	])("refuses %s", (_, wrong, message) => {
		expect(() => readSafetensors(wrong(), "w")).toThrow(message);
	});

	it("answers any change of any byte with the same numbers elsewhere, or with a word of its own", () => {
		fc.assert(
			fc.property(fc.nat(bytes.length - 1), fc.nat(255), (place, value) => {
				const changed = bytes.slice();
				changed[place] = value;
				try {
					readSafetensors(changed, "w");
				} catch (error) {
					expect((error as Error).message).toMatch(/^w (is|was|holds)/);
				}
			}),
			{ numRuns: 500 },
		);
	});
});
