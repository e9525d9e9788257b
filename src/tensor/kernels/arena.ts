import type { WebAssemblyMemory } from "./web-assembly";

/**
 * The memory of a WebAssembly module, handed out from one end to the other and taken back all at once: what
 * a kernel works on is copied in, and its results are copied out.
 */
export class Arena {
	readonly #memory: WebAssemblyMemory;
	#floats: Float32Array;
	readonly #start: number;
	#end: number;

	/** `firstFree` is the first address that is not the module's own. */
	constructor(memory: WebAssemblyMemory, firstFree: number) {
		this.#memory = memory;
		this.#start = Math.ceil(firstFree / 16) * 16;
		this.#end = this.#start;
		this.#floats = new Float32Array(memory.buffer);
	}

	/** Forgets everything, and makes room for `floats` numbers in all. */
	reset(floats: number): void {
		this.#end = this.#start;
		const missing = this.#start + 4 * floats + slack - this.#memory.buffer.byteLength;
		if (missing <= 0) return;
		try {
			this.#memory.grow(Math.ceil(missing / pageSize));
		} catch {
			const megabytes = Math.ceil(floats / 2 ** 18);
			throw new RangeError(
				`This needs ${megabytes} MB of memory, more than WebAssembly can have (4096 MB at most): ` +
					"work on fewer rows at a time.",
			);
		}
		this.#floats = new Float32Array(this.#memory.buffer);
	}

	/** The address of `length` numbers, 16-byte aligned. */
	room(length: number): number {
		const address = this.#end;
		this.#end += Math.ceil(length / 4) * 16;
		return address;
	}

	/** The address of a copy. */
	copyIn(x: Float32Array): number {
		const address = this.room(x.length);
		this.#floats.set(x, address / 4);
		return address;
	}

	/** The address of a copy, a byte each. */
	copyBytesIn(x: Uint8Array): number {
		const address = this.room(x.length / 4);
		new Uint8Array(this.#memory.buffer).set(x, address);
		return address;
	}

	copyOut(address: number, x: Float32Array): void {
		x.set(this.#floats.subarray(address / 4, address / 4 + x.length));
	}
}

const pageSize = 65536;
/** What rounding up to 16 bytes may add to each of a call's arrays. */
const slack = 1024;
