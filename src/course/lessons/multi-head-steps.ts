import {
	linear,
	type Mask,
	type Matrix,
	type MultiHeadOptions,
	type MultiHeadWeights,
	maskedSoftmaxRows,
	mergeHeads,
	mixValues,
	scoreMatrix,
	softmaxRows,
	splitHeads,
} from "../../attention";

/** The sizes of one call, for a scale that takes the wrong one. */
interface Sizes {
	readonly heads: number;
	readonly dModel: number;
	readonly dK: number;
	readonly dV: number;
}

/** The steps of multi-head attention from `x` to `context`; in self-attention the two are the same. */
export interface MultiHeadSteps {
	project(
		x: Matrix,
		context: Matrix,
		params: MultiHeadWeights,
	): { readonly q: Matrix; readonly k: Matrix; readonly v: Matrix };
	/** [n, d] → [heads][n][d / heads] */
	split(x: Matrix, heads: number): readonly Matrix[];
	/** How well every query matches every key, not yet divided. */
	score(q: Matrix, k: Matrix): number[][];
	/** What the scores are divided by. */
	divisor(sizes: Sizes): number;
	weigh(scores: Matrix, mask: Mask | undefined, head: number): number[][];
	mix(weights: Matrix, v: Matrix, k: Matrix): number[][];
	merge(heads: readonly Matrix[]): number[][];
	/** The output projection. */
	finish(merged: Matrix, wo: Matrix): number[][];
	/** What is returned as the weights. */
	report(weights: readonly number[][][]): unknown;
}

export const rightSteps: MultiHeadSteps = {
	project: (x, context, { wq, wk, wv }) => ({
		q: linear(x, wq),
		k: linear(context, wk),
		v: linear(context, wv),
	}),
	split: splitHeads,
	score: scoreMatrix,
	divisor: ({ dK }) => Math.sqrt(dK),
	weigh: (scores, mask) => (mask ? maskedSoftmaxRows(scores, mask) : softmaxRows(scores)),
	mix: mixValues,
	merge: mergeHeads,
	finish: linear,
	report: (weights) => weights,
};

/** Multi-head attention with some of its steps replaced, to write down what people get wrong. */
export function multiHeadWith(changes: Partial<MultiHeadSteps>) {
	const steps = { ...rightSteps, ...changes };
	return (
		x: Matrix,
		context: Matrix,
		params: MultiHeadWeights,
		{ heads, mask }: MultiHeadOptions,
	) => {
		const { q, k, v } = steps.project(x, context, params);
		const [queries, keys, values] = [q, k, v].map((matrix) => steps.split(matrix, heads)) as [
			readonly Matrix[],
			readonly Matrix[],
			readonly Matrix[],
		];
		const divisor = steps.divisor({
			heads,
			dModel: x[0]!.length,
			dK: queries[0]![0]!.length,
			dV: values[0]![0]!.length,
		});
		const weights = queries.map((q, h) => {
			const scores = steps.score(q, keys[h]!);
			return steps.weigh(
				scores.map((row) => row.map((score) => score / divisor)),
				mask,
				h,
			);
		});
		const mixtures = weights.map((rows, h) => steps.mix(rows, values[h]!, keys[h]!));
		return {
			output: steps.finish(steps.merge(mixtures), params.wo),
			weights: steps.report(weights),
		};
	};
}

/** Every head uses the weights of head 0. To be made anew for each call, because it remembers them. */
export function weightsOfHeadZero(): Pick<MultiHeadSteps, "weigh"> {
	let first: number[][] | undefined;
	return {
		weigh: (scores, mask, head) => {
			first ??= rightSteps.weigh(scores, mask, head);
			return first.map((row) => [...row]);
		},
	};
}
