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
