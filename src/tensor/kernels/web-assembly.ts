/** The part of the JavaScript interface of WebAssembly used here; TypeScript has it only among the types of a browser. */
interface WebAssemblyInterface {
	validate(bytes: Uint8Array): boolean;
	readonly Module: new (bytes: Uint8Array) => object;
	readonly Instance: new (module: object) => { readonly exports: unknown };
}

/** Memory that grows in pages of 64 KiB; growing gives `buffer` a new value. */
export interface WebAssemblyMemory {
	readonly buffer: ArrayBuffer;
	grow(pages: number): number;
}

/** Undefined where the engine has no WebAssembly. */
export const webAssembly = (globalThis as { WebAssembly?: WebAssemblyInterface }).WebAssembly;
