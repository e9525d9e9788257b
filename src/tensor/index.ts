/**
 * The mathematics of the library at machine speed: typed arrays, WebAssembly SIMD, automatic differentiation.
 *
 * @packageDocumentation
 */
export { type AttendOptions, attend } from "./attend";
export { type Bigram, createBigram } from "./gpt/create-bigram";
export { type Batch, type BatchShape, drawBatch } from "./gpt/draw-batch";
export type { GptConfig } from "./gpt/gpt-config";
export { readText } from "./gpt/read-text";
export { type SamplingOptions, sampleId } from "./gpt/sample-id";
export { type SplitIds, splitIds } from "./gpt/split-ids";
export { buildVocabulary, decode, encode, type Vocabulary } from "./gpt/vocabulary";
export { addGradient, gradientOf, operation, withoutGradient } from "./operation";
export { add } from "./operations/add";
export { type AttentionOptions, attention } from "./operations/attention";
export { type CrossEntropyOptions, crossEntropy } from "./operations/cross-entropy";
export { embedding } from "./operations/embedding";
export { gelu } from "./operations/gelu";
export { layerNorm } from "./operations/layer-norm";
export { linear } from "./operations/linear";
export { type MatmulOptions, matmul } from "./operations/matmul";
export { softmax } from "./operations/softmax";
export { type AdamW, type AdamWOptions, adamW } from "./optimisers/adamw";
export { clipGradients } from "./optimisers/clip-gradients";
export type { Shape } from "./shape";
export { ShapeError } from "./shape-error";
export { type History, Tensor, type TensorOptions } from "./tensor";
