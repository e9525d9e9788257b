import type { GptWeights, Random } from "attention-lab";

export interface GptSizes {
	readonly vocabulary: number;
	readonly context: number;
	readonly dim: number;
	readonly heads: number;
	readonly layers: number;
	readonly hidden: number;
}

/** No two sizes alike, and none of them a number of ids that the checks use. */
export const gptSizes: readonly [GptSizes, GptSizes] = [
	{ vocabulary: 9, context: 5, dim: 6, heads: 2, layers: 3, hidden: 7 },
	{ vocabulary: 7, context: 5, dim: 6, heads: 3, layers: 2, hidden: 4 },
];

/** Every number of a GPT drawn at random, norms and biases, too, so that each has its say. */
export function gptFixture(random: Random, sizes: GptSizes): GptWeights {
	const { vocabulary, context, dim, layers, hidden } = sizes;
	const vector = (length: number, mean = 0) =>
		Array.from({ length }, () => mean + random.uniform(-0.8, 0.8));
	const matrix = (rows: number, columns: number) =>
		Array.from({ length: rows }, () => vector(columns));
	const norm = () => ({ gamma: vector(dim, 1), beta: vector(dim) });
	return {
		tokenEmbedding: matrix(vocabulary, dim),
		positionEmbedding: matrix(context, dim),
		blocks: Array.from({ length: layers }, () => ({
			attentionNorm: norm(),
			attention: {
				wq: matrix(dim, dim),
				bq: vector(dim),
				wk: matrix(dim, dim),
				bk: vector(dim),
				wv: matrix(dim, dim),
				bv: vector(dim),
				wo: matrix(dim, dim),
				bo: vector(dim),
			},
			feedForwardNorm: norm(),
			feedForward: {
				w1: matrix(dim, hidden),
				b1: vector(hidden),
				w2: matrix(hidden, dim),
				b2: vector(dim),
			},
		})),
		finalNorm: norm(),
	};
}

/** `n` ids, no two neighbours alike. */
export function idsFrom(random: Random, n: number, vocabulary: number): number[] {
	const ids = [random.integer(0, vocabulary)];
	while (ids.length < n) ids.push((ids.at(-1)! + random.integer(1, vocabulary)) % vocabulary);
	return ids;
}
