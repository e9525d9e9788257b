// Compiled by `npm run build:kernels` into ../bytes.ts. AssemblyScript: TypeScript's syntax with machine types.
export { attention } from "./attention";
export { attentionBackward } from "./attention-backward";
export { gelu, geluBackward } from "./gelu";
export { layerNorm, layerNormBackward } from "./layer-norm";
export { matmul } from "./matmul";
export { allFinite } from "./rows";
export { softmax } from "./softmax";

/** The first address that is free: below it lie the constants. */
export const firstFree: usize = __heap_base;
