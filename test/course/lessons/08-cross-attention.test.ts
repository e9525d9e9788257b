import type { Mask, Matrix, MultiHeadOptions, MultiHeadWeights } from "attention-lab";
import * as mathjs from "mathjs";
import * as solution from "../../../solutions/08-cross-attention";
import { suite } from "../../exercises/08-cross-attention.test";
import { describeChecks } from "./describe-lesson";

type Params = MultiHeadWeights;
type Options = MultiHeadOptions;

describeChecks(suite, {
	solution,
	otherWays: {
		"in loops and indexes, without splitting anything": { crossAttention: inLoops },
		"with map and reduce, one head after the other added to the output": {
			crossAttention: summedOverHeads,
		},
		"with mathjs": { crossAttention: withMathjs },
		"with typed arrays, converted back": { crossAttention: withTypedArrays },
		"recursively, query by query": { crossAttention: queryByQuery },
	},
});

const times = (a: Matrix, b: Matrix): number[][] =>
	a.map((row) => b[0]!.map((_, j) => row.reduceRight((sum, x, c) => sum + x * b[c]![j]!, 0)));

function inLoops(x: Matrix, context: Matrix, { wq, wk, wv, wo }: Params, { heads, mask }: Options) {
	const [q, k, v] = [times(x, wq), times(context, wk), times(context, wv)];
	const dK = wq[0]!.length / heads;
	const dV = wv[0]!.length / heads;
	const weights = Array.from({ length: heads }, () => x.map(() => context.map(() => 0)));
	const merged = x.map(() => new Array<number>(heads * dV).fill(0));
	for (let j = 0; j < context.length; j++)
		for (let h = 0; h < heads; h++)
			for (let i = 0; i < x.length; i++) {
				if (mask && !mask[i]![j]) continue;
				let score = 0;
				for (let c = h * dK; c < (h + 1) * dK; c++) score += q[i]![c]! * k[j]![c]!;
				weights[h]![i]![j] = Math.exp(score / Math.sqrt(dK));
			}
	for (const [h, rows] of weights.entries())
		for (const [i, row] of rows.entries()) {
			const total = row.reduce((a, b) => a + b);
			for (let j = 0; j < row.length; j++) {
				if (total > 0) row[j]! /= total;
				for (let c = h * dV; c < (h + 1) * dV; c++) merged[i]![c]! += row[j]! * v[j]![c]!;
			}
		}
	return { weights, output: times(merged, wo) };
}

/** Concat(heads) · Wo is the sum over the heads of head · its rows of Wo. */
function summedOverHeads(
	x: Matrix,
	context: Matrix,
	{ wq, wk, wv, wo }: Params,
	{ heads, mask }: Options,
) {
	const columns = (w: Matrix, h: number) => {
		const d = w[0]!.length / heads;
		return w.map((row) => row.slice(h * d, h * d + d));
	};
	const dV = wo.length / heads;
	const found = Array.from({ length: heads }, (_, h) => {
		const q = times(x, columns(wq, h));
		const k = times(context, columns(wk, h));
		const weights = q.map((query, i) => {
			const scores = k.map((key) => query.reduce((sum, value, t) => sum + value * key[t]!, 0));
			return shares(scores, Math.sqrt(query.length), mask?.[i]);
		});
		const mixed = times(weights, times(context, columns(wv, h)));
		return { weights, part: times(mixed, wo.slice(h * dV, (h + 1) * dV)) };
	});
	return {
		output: found
			.map(({ part }) => part)
			.reduce((a, b) => a.map((row, i) => row.map((sum, o) => sum + b[i]![o]!))),
		weights: found.map(({ weights }) => weights),
	};
}

function shares(scores: readonly number[], scale: number, allowed?: Mask[number]): number[] {
	const highest = Math.max(...scores.filter((_, j) => allowed?.[j] ?? true));
	const powers = scores.map((score, j) =>
		(allowed?.[j] ?? true) ? Math.exp((score - highest) / scale) : 0,
	);
	const total = powers.reduce((a, b) => a + b);
	return powers.map((power) => (total > 0 ? power / total : 0));
}

function withMathjs(
	x: Matrix,
	context: Matrix,
	{ wq, wk, wv, wo }: Params,
	{ heads, mask }: Options,
) {
	const plain = (matrix: Matrix) => matrix.map((row) => [...row]);
	const project = (tokens: Matrix, w: Matrix) => mathjs.multiply(plain(tokens), plain(w));
	const head = (matrix: number[][], h: number) => {
		const d = matrix[0]!.length / heads;
		return matrix.map((row) => row.slice(h * d, h * d + d));
	};
	const [q, k, v] = [project(x, wq), project(context, wk), project(context, wv)];
	const results = Array.from({ length: heads }, (_, h) => {
		const scores = mathjs.multiply(head(q, h), mathjs.transpose(head(k, h)));
		const scale = Math.sqrt(wq[0]!.length / heads);
		const weights = scores.map((row, i) => {
			const powers = row.map((score, j) => (mask && !mask[i]![j] ? 0 : mathjs.exp(score / scale)));
			const total = mathjs.sum(powers);
			return total === 0 ? powers : (mathjs.divide(powers, total) as number[]);
		});
		return { weights, output: mathjs.multiply(weights, head(v, h)) };
	});
	const merged = results
		.map(({ output }) => output)
		.reduce((a, b) => mathjs.concat(a, b, 1) as number[][]);
	return {
		weights: results.map(({ weights }) => weights),
		output: mathjs.multiply(merged, plain(wo)),
	};
}

function withTypedArrays(
	x: Matrix,
	context: Matrix,
	{ wq, wk, wv, wo }: Params,
	{ heads, mask }: Options,
) {
	const [q, k, v] = [times(x, wq), times(context, wk), times(context, wv)].map((matrix) =>
		matrix.map((row) => Float64Array.from(row)),
	) as [Float64Array[], Float64Array[], Float64Array[]];
	const part = (row: Float64Array, h: number) => {
		const d = row.length / heads;
		return row.subarray(h * d, (h + 1) * d);
	};
	const weights = Array.from({ length: heads }, (_, h) =>
		q.map((query, i) => {
			const own = part(query, h);
			const scores = k.map((key) =>
				part(key, h).reduce((sum, value, t) => sum + value * own[t]!, 0),
			);
			return shares(scores, Math.sqrt(own.length), mask?.[i]);
		}),
	);
	const merged = x.map((_, i) => {
		const row = new Float64Array(wv[0]!.length);
		weights.forEach((rows, h) => {
			rows[i]!.forEach((weight, j) => {
				part(v[j]!, h).forEach((value, t) => {
					part(row, h)[t]! += weight * value;
				});
			});
		});
		return Array.from(row);
	});
	return { output: times(merged, wo), weights };
}

/** Every query is answered by itself, so one after the other will do. */
function queryByQuery(
	x: Matrix,
	context: Matrix,
	params: Params,
	{ heads, mask }: Options,
): { output: number[][]; weights: number[][][] } {
	const [query, ...others] = x;
	const first = inLoops([query!], context, params, { heads, mask: mask && [mask[0]!] });
	if (others.length === 0) return first;
	const rest = queryByQuery(others, context, params, { heads, mask: mask?.slice(1) });
	return {
		output: [...first.output, ...rest.output],
		weights: first.weights.map((rows, h) => [...rows, ...rest.weights[h]!]),
	};
}
