import { expect, it } from "vitest";
import { relaxedSimd, simd } from "../../../src/tensor/kernels/bytes";
import { chooseKernels, decode } from "../../../src/tensor/kernels/choose-kernels";
import { createWasmKernels } from "../../../src/tensor/kernels/wasm-kernels";
import { webAssembly } from "../../../src/tensor/kernels/web-assembly";
import { describeKernels } from "./describe-kernels";
import { GuardedArena } from "./guarded-arena";

const tolerance = { forward: 1e-5, backward: 1e-4 };

describeKernels(
	"wasm-simd, in guarded memory",
	createWasmKernels("wasm-simd", decode(simd), GuardedArena),
	tolerance,
);

// Node 20 has none (without a flag); these tests run on later ones too
const hasRelaxedSimd = webAssembly?.validate(decode(relaxedSimd)) === true;
if (hasRelaxedSimd)
	describeKernels(
		"wasm-relaxed-simd, in guarded memory",
		createWasmKernels("wasm-relaxed-simd", decode(relaxedSimd), GuardedArena),
		tolerance,
	);

it("the fastest kernels that the engine can run are chosen", () => {
	expect(chooseKernels().name).toBe(hasRelaxedSimd ? "wasm-relaxed-simd" : "wasm-simd");
	const { length } = decode(simd);
	expect(chooseKernels((bytes) => bytes.length === length).name).toBe("wasm-simd");
	expect(chooseKernels(() => false).name).toBe("javascript");
});
