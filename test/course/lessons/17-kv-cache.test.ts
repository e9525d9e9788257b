import type { CachedResult, GptCache, GptOptions, GptWeights, Matrix, Vector } from "attention-lab";
import {
	crossAttention,
	dot,
	feedForward,
	gptForward,
	layerNorm,
	linear,
	matmul,
	softmax,
	splitHeads,
	transformerBlock,
	transpose,
} from "attention-lab";
import * as mathjs from "mathjs";
import * as solution from "../../../solutions/17-kv-cache";
import { suite } from "../../exercises/17-kv-cache.test";
import { gptLoops } from "../../exercises/gpt-loops";
import { describeChecks } from "./describe-lesson";

/** How one token attends: its query [dim] over keys and values [t, dim]. */
type Attend = (query: Vector, keys: Matrix, values: Matrix, heads: number) => number[];

describeChecks(suite, {
	solution,
	otherWays: {
		"one step after the other, with loops over heads and columns": tokenByToken(inLoops),
		"one step after the other, with mathjs": tokenByToken(withMathjs),
		"one step after the other, with softmax and weighted sums": tokenByToken((q, k, v, heads) =>
			splitHeads([q], heads).flatMap((query, h) => {
				const [keys, values] = [splitHeads(k, heads)[h]!, splitHeads(v, heads)[h]!];
				const scale = Math.sqrt(query[0]!.length);
				const weights = softmax(keys.map((key) => dot(query[0]!, key) / scale));
				return transpose(values).map((column) => dot(weights, column));
			}),
		),
		"the prompt with whole blocks, its keys and values beside them": {
			...solution,
			prefill: (ids: Vector, params: GptWeights, { heads }: GptOptions) => {
				const cache: { keys: number[][]; values: number[][] }[] = [];
				const mask = ids.map((_, i) => ids.map((_, j) => i >= j));
				let x = ids.map((id, i) => sum(params.tokenEmbedding[id]!, params.positionEmbedding[i]!));
				for (const block of params.blocks) {
					const { wk, bk, wv, bv } = block.attention;
					const normed = layerNorm(x, block.attentionNorm.gamma, block.attentionNorm.beta);
					cache.push({ keys: linear(normed, wk, bk), values: linear(normed, wv, bv) });
					x = transformerBlock(x, block, { heads, mask, norm: "before" });
				}
				return { cache, logits: gptForward(ids, params, { heads }).at(-1)! };
			},
		},
		"with cross-attention from the new token to the cache": {
			...solution,
			stepWithCache: (id: number, cache: GptCache, params: GptWeights, { heads }: GptOptions) => {
				let x = [sum(params.tokenEmbedding[id]!, params.positionEmbedding[rowsIn(cache)]!)];
				const grown = params.blocks.map((block, layer) => {
					const { wk, bk, wv, bv } = block.attention;
					const normed = layerNorm(x, block.attentionNorm.gamma, block.attentionNorm.beta);
					const keys = cache[layer]!.keys.concat(linear(normed, wk, bk)).map((row) => [...row]);
					const values = cache[layer]!.values.concat(linear(normed, wv, bv)).map((r) => [...r]);
					x = [sum(x[0]!, overCache(normed, keys, values, block.attention, heads))];
					const { gamma, beta } = block.feedForwardNorm;
					const change = feedForward(layerNorm(x, gamma, beta), block.feedForward);
					x = [sum(x[0]!, change[0]!)];
					return { keys, values };
				});
				return { logits: finished(x, params), cache: grown };
			},
		},
		"with a prompt in loops": {
			...solution,
			prefill: (ids: Vector, params: GptWeights, config: GptOptions) => {
				const { logits, layers } = gptLoops(ids, params, config);
				return { logits: logits.pop()!, cache: layers };
			},
		},
	},
});

/** prefill as many steps; a step with this attention. */
function tokenByToken(attend: Attend) {
	const stepWithCache = (
		id: number,
		cache: GptCache,
		params: GptWeights,
		{ heads }: GptOptions,
	): CachedResult => {
		let x = sum(params.positionEmbedding[rowsIn(cache)]!, params.tokenEmbedding[id]!);
		const grown = [];
		for (const [layer, block] of params.blocks.entries()) {
			const { wq, bq, wk, bk, wv, bv, wo, bo } = block.attention;
			const [normed] = layerNorm([x], block.attentionNorm.gamma, block.attentionNorm.beta);
			const project = (w: Matrix, b?: Vector) => linear([normed!], w, b)[0]!;
			const keys = [...cache[layer]!.keys.map((row) => [...row]), project(wk, bk)];
			const values = [...cache[layer]!.values.map((row) => [...row]), project(wv, bv)];
			x = sum(x, linear([attend(project(wq, bq), keys, values, heads)], wo, bo)[0]!);
			const { gamma, beta } = block.feedForwardNorm;
			x = sum(x, feedForward(layerNorm([x], gamma, beta), block.feedForward)[0]!);
			grown.push({ keys, values });
		}
		return { cache: grown, logits: finished([x], params) };
	};
	const prefill = (ids: Vector, params: GptWeights, config: GptOptions) =>
		ids.reduce<CachedResult>(({ cache }, id) => stepWithCache(id, cache, params, config), {
			logits: [],
			cache: params.blocks.map(() => ({ keys: [], values: [] })),
		});
	return { prefill, stepWithCache };
}

function inLoops(query: Vector, keys: Matrix, values: Matrix, heads: number): number[] {
	const found = query.map(() => 0);
	const width = query.length / heads;
	for (let h = 0; h < heads; h++) {
		const powers: number[] = [];
		for (const key of keys) {
			let score = 0;
			for (let c = h * width; c < (h + 1) * width; c++) score += query[c]! * key[c]!;
			powers.push(Math.exp(score / Math.sqrt(width)));
		}
		let total = 0;
		for (const power of powers) total += power;
		for (let c = h * width; c < (h + 1) * width; c++)
			for (const [j, value] of values.entries()) found[c]! += (powers[j]! / total) * value[c]!;
	}
	return found;
}

function withMathjs(query: Vector, keys: Matrix, values: Matrix, heads: number): number[] {
	const width = query.length / heads;
	return Array.from({ length: heads }, (_, h) => {
		const own = (row: Vector) => row.slice(h * width, h * width + width);
		const scores = keys.map((key) => mathjs.dot(own(query), own(key)) / Math.sqrt(width));
		const powers = scores.map((score) => mathjs.exp(score));
		const weights = mathjs.divide(powers, mathjs.sum(powers)) as number[];
		return mathjs.multiply(weights, values.map(own)) as number[];
	}).flat();
}

/** crossAttention from the new token to rows that are projected already: identity matrices do nothing to them. */
function overCache(
	normed: Matrix,
	keys: Matrix,
	values: Matrix,
	{ wq, bq, wo, bo }: GptWeights["blocks"][number]["attention"],
	heads: number,
): number[] {
	const dim = wq.length;
	const identity = keys[0]!.map((_, i) => keys[0]!.map((_, j) => Number(i === j)));
	const nothing = identity.map((row) => row.map(() => 0));
	const context = keys.map((row, i) => [...row, ...values[i]!]); // [t, 2 · dim]
	const wk = [...identity, ...nothing];
	const wv = [...nothing, ...identity];
	const { output } = crossAttention(normed, context, { wq, wk, wv, wo, bq, bo }, { heads });
	if (output[0]!.length !== dim) throw new Error("a block keeps its width");
	return output[0]!;
}

function finished(x: Matrix, { finalNorm, tokenEmbedding }: GptWeights): number[] {
	const normed = layerNorm(x, finalNorm.gamma, finalNorm.beta);
	return matmul(normed, transpose(tokenEmbedding))[0]!;
}

const rowsIn = (cache: GptCache): number => cache[0]!.values.length;

const sum = (a: Vector, b: Vector): number[] => a.map((value, j) => value + b[j]!);
