/**
 * The mathematics of the library at machine speed: typed arrays, WebAssembly SIMD, automatic differentiation.
 *
 * @packageDocumentation
 */
export { type AttendOptions, attend } from "./attend";
export { type Bigram, createBigram } from "./gpt/create-bigram";
export {
	type BlockParameters,
	createGpt,
	type Gpt,
	type GptParameters,
	type NormParameters,
} from "./gpt/create-gpt";
export {
	createTraining,
	type Training,
	type TrainingOptions,
	type TrainingText,
} from "./gpt/create-training";
export { type Batch, type BatchShape, drawBatch } from "./gpt/draw-batch";
export { type GenerateOptions, generate } from "./gpt/generate";
export { createCache, type GptCache, prefill, stepWithCache } from "./gpt/gpt-cache";
export type { GptConfig } from "./gpt/gpt-config";
export { type GptForwardOptions, gptForward } from "./gpt/gpt-forward";
export { loadGpt } from "./gpt/load-gpt";
export { measureLoss } from "./gpt/measure-loss";
export { type NamedParameter, namedParameters } from "./gpt/named-parameters";
export { parameterCount } from "./gpt/parameter-count";
export { plainWeights } from "./gpt/plain-weights";
export { readText } from "./gpt/read-text";
export { type SamplingOptions, sampleId } from "./gpt/sample-id";
export { saveGpt } from "./gpt/save-gpt";
export { type SplitIds, splitIds } from "./gpt/split-ids";
export { type TrainingProgress, trainGpt } from "./gpt/train-gpt";
export { buildVocabulary, decode, encode, type Vocabulary } from "./gpt/vocabulary";
export { addGradient, gradientOf, operation, withoutGradient } from "./operation";
export { add } from "./operations/add";
export { type AttentionOptions, attention } from "./operations/attention";
export { attentionWeights } from "./operations/attention-weights";
export { concatenate } from "./operations/concatenate";
export { type CrossEntropyOptions, crossEntropy } from "./operations/cross-entropy";
export { divide } from "./operations/divide";
export { dropout } from "./operations/dropout";
export { embedding } from "./operations/embedding";
export { exp } from "./operations/exp";
export { gelu } from "./operations/gelu";
export { layerNorm } from "./operations/layer-norm";
export { linear } from "./operations/linear";
export { log } from "./operations/log";
export { logSoftmax } from "./operations/log-softmax";
export { type MatmulOptions, matmul } from "./operations/matmul";
export { mean } from "./operations/mean";
export { multiply } from "./operations/multiply";
export { relu } from "./operations/relu";
export { reshape } from "./operations/reshape";
export { slice } from "./operations/slice";
export { softmax } from "./operations/softmax";
export { subtract } from "./operations/subtract";
export { sum } from "./operations/sum";
export { tanh } from "./operations/tanh";
export { transpose } from "./operations/transpose";
export { type AdamW, type AdamWOptions, adamW } from "./optimisers/adamw";
export { clipGradients } from "./optimisers/clip-gradients";
export type { Shape } from "./shape";
export { ShapeError } from "./shape-error";
export { type History, Tensor, type TensorOptions } from "./tensor";
