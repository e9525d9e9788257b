export { ablateHead } from "./ablate-head";
export { alibiBias } from "./alibi-bias";
export { alibiSlopes } from "./alibi-slopes";
export { applyRope } from "./apply-rope";
export { type AttentionResult, attention } from "./attention";
export {
	type AttentionForward,
	type AttentionGradients,
	attentionBackward,
} from "./attention-backward";
export { attentionBytes } from "./attention-bytes";
export { type AttentionFlops, attentionFlops } from "./attention-flops";
export { buildVocabulary, type Vocabulary } from "./build-vocabulary";
export { causalLmBatch } from "./causal-lm-batch";
export { causalMask } from "./causal-mask";
export { combineMasks } from "./combine-masks";
export { createRandom, type Random } from "./create-random";
export { crossAttention } from "./cross-attention";
export { crossEntropy } from "./cross-entropy";
export { decode } from "./decode";
export { dot } from "./dot";
export { dropout } from "./dropout";
export { encode } from "./encode";
export { type FeedForwardWeights, feedForward } from "./feed-forward";
export { gelu } from "./gelu";
export { type GenerateOptions, generate } from "./generate";
export { type GptOptions, type GptWeights, gptForward } from "./gpt-forward";
export { headDiversity } from "./head-diversity";
export { layerNorm, type NormWeights } from "./layer-norm";
export { linear } from "./linear";
export { type LmBatch, type MaskedLmOptions, maskedLmBatch } from "./masked-lm-batch";
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
export { numericalGradient } from "./numerical-gradient";
export { type OnlineSoftmax, onlineSoftmax } from "./online-softmax";
export { paddingMask } from "./padding-mask";
export { type LayerKind, type PathOptions, pathLength } from "./path-length";
export { prefill } from "./prefill";
export { projectQKV, type QKV, type QKVWeights } from "./project-qkv";
export type { CachedResult, GptCache, LayerCache } from "./read-after";
export { type RnnWeights, rnnForward } from "./rnn-forward";
export { rnnGradientNorms } from "./rnn-gradient-norms";
export { scaledScores } from "./scaled-scores";
export { scoreMatrix } from "./score-matrix";
export { scoreRow } from "./score-row";
export { shape } from "./shapes/shape";
export { ShapeError } from "./shapes/shape-error";
export { sinusoidalPositions } from "./sinusoidal-positions";
export { slidingWindowMask } from "./sliding-window-mask";
export { softmax } from "./softmax";
export { softmaxBackward } from "./softmax-backward";
export { softmaxRows } from "./softmax-rows";
export { splitHeads } from "./split-heads";
export { stepWithCache } from "./step-with-cache";
export { type TiledOptions, tiledAttention } from "./tiled-attention";
export { type BlockOptions, type BlockWeights, transformerBlock } from "./transformer-block";
export { transpose } from "./transpose";
export type { HeadMatrices, Mask, Matrix, Vector } from "./types";
export { weightedSum } from "./weighted-sum";
export { windowedAttention } from "./windowed-attention";
