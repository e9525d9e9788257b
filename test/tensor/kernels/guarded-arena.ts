import { expect } from "vitest";
import { Arena } from "../../../src/tensor/kernels/arena";
import type { WebAssemblyMemory } from "../../../src/tensor/kernels/web-assembly";

const gap = 64; // bytes
/** A NaN that no arithmetic makes: reading it spoils the result, writing over it is seen. */
const canary = 0x7fc0dead;

/** An arena that leaves a strip of canaries around every array, and looks after them. */
export class GuardedArena extends Arena {
	readonly #memory: WebAssemblyMemory;
	readonly #firstFree: number;
	#strips: number[] = [];

	constructor(memory: WebAssemblyMemory, firstFree: number) {
		super(memory, firstFree);
		this.#memory = memory;
		this.#firstFree = firstFree;
	}

	override reset(floats: number): void {
		super.reset(floats + 32 * gap);
		new Uint32Array(this.#memory.buffer).fill(canary, Math.ceil(this.#firstFree / 4));
		this.#strips = [];
	}

	override room(length: number): number {
		this.#strips.push(super.room(gap / 4));
		const address = super.room(length);
		// rounding up to 16 bytes belongs to the strip that follows
		this.#strips.push(address + 4 * Math.ceil(length));
		return address;
	}

	override copyOut(address: number, x: Float32Array): void {
		this.#checkStrips();
		super.copyOut(address, x);
	}

	#checkStrips(): void {
		super.room(gap / 4);
		const words = new Uint32Array(this.#memory.buffer);
		for (const strip of this.#strips) {
			const first = Math.ceil(strip / 4);
			const end = Math.ceil(strip / 16) * 4 + (strip % 16 === 0 ? gap / 4 : 0);
			const around = words.subarray(first, end);
			expect(
				around.every((word) => word === canary),
				"a kernel wrote outside of its arrays",
			).toBe(true);
		}
	}
}
