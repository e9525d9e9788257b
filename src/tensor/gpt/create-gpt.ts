import type { Random } from "../../attention";
import { Tensor } from "../tensor";
import { checkConfig, type GptConfig } from "./gpt-config";

/** A language model: its sizes, and the numbers it has learned. `gptForward` computes with it. */
export interface Gpt {
	readonly config: GptConfig;
	readonly parameters: GptParameters;
}

/** Matrices multiply from the right: [n, in] · [in, out]. */
export interface GptParameters {
	/** [vocabulary.size, dim]; transposed it is the output head too (Press and Wolf 2017) */
	readonly tokenEmbedding: Tensor;
	/** [context, dim] */
	readonly positionEmbedding: Tensor;
	readonly blocks: readonly BlockParameters[];
	readonly finalNorm: NormParameters;
}

/** What one block has learned: x + attention(norm(x)), then x + feedForward(norm(x)). */
export interface BlockParameters {
	readonly attentionNorm: NormParameters;
	/** wq, wk, wv, wo [dim, dim]; bq, bk, bv, bo [dim]; head h has the columns h · dim / heads and on */
	readonly attention: Readonly<Record<`${"w" | "b"}${"q" | "k" | "v" | "o"}`, Tensor>>;
	readonly feedForwardNorm: NormParameters;
	/** w1 [dim, 4 · dim], b1 [4 · dim], w2 [4 · dim, dim], b2 [dim] */
	readonly feedForward: Readonly<Record<"w1" | "b1" | "w2" | "b2", Tensor>>;
}

export interface NormParameters {
	/** [dim] */
	readonly gamma: Tensor;
	/** [dim] */
	readonly beta: Tensor;
}

/**
 * A GPT that has learned nothing yet. Matrices are drawn from a bell curve of deviation 0.02 · √(768 / dim),
 * those that end in the residual stream from one √(2 · layers) times narrower; biases are 0, norms do nothing.
 * GPT-2 has 0.02 at its width of 768; a narrower model would begin with scores so small that it is slow
 * to find out what attention is good for.
 *
 * @throws RangeError when a size is no whole number of at least 1, or the heads cannot share `dim`
 * Sources: Radford et al. 2019, "Language Models are Unsupervised Multitask Learners" (GPT-2), section 2.3;
 * Vaswani et al. 2017, section 3; Ba, Kiros and Hinton 2016, "Layer Normalization", section 3.
 */
export function createGpt(config: GptConfig, random: Pick<Random, "normal">): Gpt {
	checkConfig(config);
	const { vocabulary, context, dim, layers } = config;
	const deviation = 0.02 * Math.sqrt(768 / dim);
	const requiresGradient = true;
	const matrix = (rows: number, columns: number, spread = deviation) => {
		const data = new Float32Array(rows * columns).map(() => random.normal(0, spread));
		return new Tensor(data, [rows, columns], { requiresGradient });
	};
	const zeros = (size: number) => Tensor.zeros([size], { requiresGradient });
	const ones = (size: number) => Tensor.ones([size], { requiresGradient });
	const intoResidual = (rows: number) => matrix(rows, dim, deviation / Math.sqrt(2 * layers));
	const norm = (): NormParameters => ({ gamma: ones(dim), beta: zeros(dim) });
	const block = (): BlockParameters => ({
		attentionNorm: norm(),
		attention: {
			wq: matrix(dim, dim),
			bq: zeros(dim),
			wk: matrix(dim, dim),
			bk: zeros(dim),
			wv: matrix(dim, dim),
			bv: zeros(dim),
			wo: intoResidual(dim),
			bo: zeros(dim),
		},
		feedForwardNorm: norm(),
		feedForward: {
			w1: matrix(dim, 4 * dim),
			b1: zeros(4 * dim),
			w2: intoResidual(4 * dim),
			b2: zeros(dim),
		},
	});
	const parameters = {
		tokenEmbedding: matrix(vocabulary.size, dim),
		positionEmbedding: matrix(context, dim),
		blocks: Array.from({ length: layers }, block),
		finalNorm: norm(),
	};
	return { config, parameters };
}
