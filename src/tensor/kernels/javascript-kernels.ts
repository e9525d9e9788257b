import { attention } from "./javascript/attention";
import { attentionBackward } from "./javascript/attention-backward";
import { gelu, geluBackward } from "./javascript/gelu";
import { layerNorm } from "./javascript/layer-norm";
import { layerNormBackward } from "./javascript/layer-norm-backward";
import { matmul } from "./javascript/matmul";
import { softmax } from "./javascript/softmax";
import type { Kernels } from "./kernels";

/** Plain loops, sums in float64: they run everywhere, and say what the WebAssembly kernels must give. */
export const javascriptKernels: Kernels = {
	name: "javascript",
	matmul,
	attention,
	attentionBackward,
	softmax,
	layerNorm,
	layerNormBackward,
	gelu,
	geluBackward,
};
