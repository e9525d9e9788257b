/**
 * Memory that all threads see, handed out from one end to the other and taken back all at once. It is kept from call to
 * call: fresh memory costs as much time as a tenth of the attention of a thousand tokens.
 */
export class SharedRoom {
	#buffer = new SharedArrayBuffer(0);
	#end = 0;

	/** Forgets everything, and makes room for `bytes` in all. */
	reset(bytes: number): void {
		this.#end = 0;
		if (this.#buffer.byteLength < bytes) this.#buffer = new SharedArrayBuffer(bytes);
	}

	floats(length: number): Float32Array {
		return new Float32Array(this.#buffer, this.#take(4 * length), length);
	}

	bytes(length: number): Uint8Array {
		return new Uint8Array(this.#buffer, this.#take(length), length);
	}

	#take(bytes: number): number {
		const start = this.#end;
		this.#end += bytes;
		return start;
	}
}
