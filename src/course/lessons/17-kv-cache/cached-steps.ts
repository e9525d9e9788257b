import {
	attention,
	type CachedResult,
	feedForward,
	type GptCache,
	type GptOptions,
	type GptWeights,
	type LayerCache,
	layerNorm,
	linear,
	type Matrix,
	type MultiHeadWeights,
	matmul,
	mergeHeads,
	splitHeads,
	transpose,
	type Vector,
} from "../../../attention";

/** What one layer is about to compute with. */
interface Place {
	readonly layer: number;
	/** The first layer's input: token and position embeddings. */
	readonly embedded: Matrix;
}

/** The steps of reading with a cache; `t` tokens are in it, `n` are new. */
export interface CachedSteps {
	/** The position of the first new token. */
	position(t: number): number;
	/** What the layer has kept. */
	kept(cache: GptCache, place: Place): LayerCache;
	/** What keys and values are made of: the normed tokens of this layer. */
	source(normed: Matrix, x: Matrix, place: Place): Matrix;
	keys(source: Matrix, weights: MultiHeadWeights, x: Matrix): number[][];
	values(source: Matrix, weights: MultiHeadWeights): number[][];
	queries(normed: Matrix, weights: MultiHeadWeights, x: Matrix): number[][];
	/** Old rows and new rows in one matrix. */
	append(old: Matrix, added: Matrix): number[][];
	/** Whether new token i may attend to row j of t + n. */
	visible(i: number, j: number, t: number): boolean;
	heads(heads: number): number;
	/** What becomes of the merged heads. */
	output(merged: Matrix, weights: MultiHeadWeights): number[][];
	/** What attention and feed-forward are added to. */
	residual(x: Matrix, change: Matrix, by: "attention" | "feed-forward"): number[][];
	finalNorm(x: Matrix, params: GptWeights): number[][];
	/** What is returned as logits, of all new rows. */
	logits(rows: number[][]): unknown;
	/** What is returned as the cache. */
	returned(grown: CachedResult["cache"], old: GptCache): unknown;
}

export const rightSteps: CachedSteps = {
	position: (t) => t,
	kept: (cache, { layer }) => cache[layer]!,
	source: (normed) => normed,
	keys: (source, { wk, bk }) => linear(source, wk, bk),
	values: (source, { wv, bv }) => linear(source, wv, bv),
	queries: (normed, { wq, bq }) => linear(normed, wq, bq),
	append: (old, added) => [...copy(old), ...copy(added)],
	visible: (i, j, t) => j <= t + i,
	heads: (heads) => heads,
	output: (merged, { wo, bo }) => linear(merged, wo, bo),
	residual: (x, change) => x.map((row, i) => row.map((value, j) => value + change[i]![j]!)),
	finalNorm: (x, { finalNorm: { gamma, beta } }) => layerNorm(x, gamma, beta),
	logits: (rows) => rows.at(-1)!,
	returned: (grown) => grown,
};

/** prefill and stepWithCache with some of their steps replaced, to write down what people get wrong. */
export function cachedWith(changes: Partial<CachedSteps>) {
	const steps = { ...rightSteps, ...changes };
	return {
		prefill: (ids: Vector, params: GptWeights, config: GptOptions) => {
			const empty = params.blocks.map(() => ({ keys: [], values: [] }));
			return read(steps, ids, empty, params, config);
		},
		stepWithCache: (id: number, cache: GptCache, params: GptWeights, config: GptOptions) =>
			read(steps, [id], cache, params, config),
	};
}

function read(
	steps: CachedSteps,
	ids: Vector,
	old: GptCache,
	params: GptWeights,
	config: GptOptions,
) {
	const t = old[0]!.keys.length;
	const embedded = ids.map((id, i) =>
		params.tokenEmbedding[id]!.map(
			(value, j) => value + params.positionEmbedding[steps.position(t) + i]![j]!,
		),
	);
	const heads = steps.heads(config.heads);
	let x = embedded;
	const grown = params.blocks.map((block, layer) => {
		const place = { layer, embedded };
		const normed = layerNorm(x, block.attentionNorm.gamma, block.attentionNorm.beta);
		const source = steps.source(normed, x, place);
		const kept = steps.kept(old, place);
		const keys = steps.append(kept.keys, steps.keys(source, block.attention, x));
		const values = steps.append(kept.values, steps.values(source, block.attention));
		const mask = ids.map((_, i) => keys.map((_, j) => steps.visible(i, j, t)));
		const q = splitHeads(steps.queries(normed, block.attention, x), heads);
		const [k, v] = [splitHeads(keys, heads), splitHeads(values, heads)];
		const mixed = q.map((queries, h) => attention(queries, k[h]!, v[h]!, mask).output);
		x = steps.residual(x, steps.output(mergeHeads(mixed), block.attention), "attention");
		const { gamma, beta } = block.feedForwardNorm;
		x = steps.residual(
			x,
			feedForward(layerNorm(x, gamma, beta), block.feedForward),
			"feed-forward",
		);
		return { keys, values };
	});
	const rows = matmul(steps.finalNorm(x, params), transpose(params.tokenEmbedding));
	return { logits: steps.logits(rows), cache: steps.returned(grown, old) };
}

export const copy = (rows: Matrix): number[][] => rows.map((row) => [...row]);
