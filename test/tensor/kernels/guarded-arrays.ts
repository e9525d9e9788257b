import { expect } from "vitest";

/*
 * Arrays in the middle of memory that nobody may touch. What is around an array is NaN, so that reading too
 * far spoils the result, and stays a particular NaN, so that writing too far is seen. Outputs start as NaN, so
 * that a number that is never written is seen as well.
 */

const margin = 9; // no multiple of 4: views need not be aligned to a vector

/** A NaN that no arithmetic makes. */
const canary = 0x7fc0dead;

const guards = new WeakMap<ArrayBufferLike, { readonly start: number; readonly end: number }>();

export function guarded(numbers: ArrayLike<number>): Float32Array {
	const memory = new Float32Array(numbers.length + 2 * margin);
	new Uint32Array(memory.buffer).fill(canary);
	memory.set(numbers, margin);
	guards.set(memory.buffer, { start: margin, end: margin + numbers.length });
	return memory.subarray(margin, margin + numbers.length);
}

/** Room for a result of `length` numbers. */
export function room(length: number): Float32Array {
	return guarded(new Array<number>(length).fill(Number.NaN));
}

export function expectGuardsIntact(...arrays: readonly Float32Array[]): void {
	for (const { buffer } of arrays) {
		const { start, end } = guards.get(buffer)!;
		const bits = new Uint32Array(buffer);
		const around = [...bits.subarray(0, start), ...bits.subarray(end)];
		expect(
			around.every((word) => word === canary),
			"written outside of an array",
		).toBe(true);
	}
}
