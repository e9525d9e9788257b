import { relaxedSimd, simd } from "./bytes";
import { javascriptKernels } from "./javascript-kernels";
import type { Kernels } from "./kernels";
import { createWasmKernels } from "./wasm-kernels";
import { webAssembly } from "./web-assembly";

/** The fastest kernels that this machine can run. */
export const kernels: Kernels = chooseKernels();

/** Relaxed SIMD where the engine has it (Node 22 and later), else SIMD, else plain JavaScript. */
export function chooseKernels(validates = canRun): Kernels {
	for (const [name, text] of [
		["wasm-relaxed-simd", relaxedSimd],
		["wasm-simd", simd],
	] as const) {
		const bytes = decode(text);
		if (validates(bytes)) return createWasmKernels(name, bytes);
	}
	return javascriptKernels;
}

function canRun(bytes: Uint8Array): boolean {
	return webAssembly?.validate(bytes) === true;
}

/** The bytes of a module from its base64 text. */
export function decode(text: string): Uint8Array {
	return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}
