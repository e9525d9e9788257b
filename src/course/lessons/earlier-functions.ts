/** What lessons 00 to 03 build, from the dot product to mixing values: later exercises may import it. */
export const lookUpFunctions = [
	"dot",
	"transpose",
	"matmul",
	"scoreRow",
	"scoreMatrix",
	"softmax",
	"softmaxRows",
	"weightedSum",
	"mixValues",
] as const;

/** What the exercises of the language model may import: everything it is built of. */
export const modelFunctions = [
	"dot",
	"transpose",
	"matmul",
	"softmax",
	"softmaxRows",
	"weightedSum",
	"mixValues",
	"linear",
	"projectQKV",
	"scaledScores",
	"attention",
	"causalMask",
	"maskedSoftmaxRows",
	"splitHeads",
	"mergeHeads",
	"multiHeadAttention",
	"layerNorm",
	"gelu",
	"feedForward",
	"transformerBlock",
] as const;
