import { relaxedSimd, simd } from "../../../src/tensor/kernels/bytes";
import { decode } from "../../../src/tensor/kernels/choose-kernels";
import { createWasmKernels } from "../../../src/tensor/kernels/wasm-kernels";
import { describeKernels } from "./describe-kernels";

describeKernels("wasm-simd", createWasmKernels("wasm-simd", decode(simd)), { forward: 1e-5, backward: 1e-4 });
