export { type AttentionResult, attention } from "./attention";
export { causalMask } from "./causal-mask";
export { combineMasks } from "./combine-masks";
export { createRandom, type Random } from "./create-random";
export { crossAttention } from "./cross-attention";
export { dot } from "./dot";
export { type FeedForwardWeights, feedForward } from "./feed-forward";
export { gelu } from "./gelu";
export { layerNorm, type NormWeights } from "./layer-norm";
export { linear } from "./linear";
export { maskedSoftmaxRows } from "./masked-softmax-rows";
export { matmul } from "./matmul";
export { mergeHeads } from "./merge-heads";
export { mixValues } from "./mix-values";
export {
	type MultiHeadOptions,
	type MultiHeadResult,
	type MultiHeadWeights,
	multiHeadAttention,
} from "./multi-head-attention";
export { NotImplemented } from "./not-implemented";
export { paddingMask } from "./padding-mask";
export { projectQKV, type QKV, type QKVWeights } from "./project-qkv";
export { scaledScores } from "./scaled-scores";
export { scoreMatrix } from "./score-matrix";
export { scoreRow } from "./score-row";
export { shape } from "./shapes/shape";
export { ShapeError } from "./shapes/shape-error";
export { softmax } from "./softmax";
export { softmaxRows } from "./softmax-rows";
export { splitHeads } from "./split-heads";
export { type BlockOptions, type BlockWeights, transformerBlock } from "./transformer-block";
export { transpose } from "./transpose";
export type { HeadMatrices, Mask, Matrix, Vector } from "./types";
export { weightedSum } from "./weighted-sum";
