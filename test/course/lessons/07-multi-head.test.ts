import type { Mask, Matrix, MultiHeadOptions, MultiHeadWeights } from "attention-lab";
import * as mathjs from "mathjs";
import * as solution from "../../../solutions/07-multi-head";
import { suite } from "../../exercises/07-multi-head.test";
import { describeChecks } from "./describe-lesson";

type Params = MultiHeadWeights;
type Options = MultiHeadOptions;

describeChecks(suite, {
	solution,
	otherWays: {
		"in loops and indexes, without splitting anything": {
			splitHeads: (x: Matrix, heads: number) => {
				const dHead = x[0]!.length / heads;
				const result: number[][][] = [];
				for (let h = 0; h < heads; h++) {
					result[h] = [];
					for (let i = 0; i < x.length; i++) {
						result[h]![i] = [];
						for (let t = dHead - 1; t >= 0; t--) result[h]![i]![t] = x[i]![h * dHead + t]!;
					}
				}
				return result;
			},
			mergeHeads: (heads: readonly Matrix[]) => {
				const dHead = heads[0]![0]!.length;
				const result = heads[0]!.map(() => new Array<number>(heads.length * dHead).fill(0));
				for (let i = 0; i < result.length; i++)
					for (let c = 0; c < result[i]!.length; c++)
						result[i]![c] = heads[Math.floor(c / dHead)]![i]![c % dHead]!;
				return result;
			},
			multiHeadAttention: (x: Matrix, params: Params, options: Options) =>
				inLoops(x, params, options),
		},
		"with reduce, concat and one head after the other added to the output": {
			splitHeads: (x: Matrix, heads: number) =>
				x.reduce<number[][][]>(
					(split, row) =>
						split.map((head, h) => {
							const dHead = row.length / heads;
							return head.concat([row.filter((_, c) => Math.floor(c / dHead) === h)]);
						}),
					Array.from({ length: heads }, () => []),
				),
			mergeHeads: (heads: readonly Matrix[]) =>
				heads.reduce<number[][]>(
					(merged, head) => head.map((row, i) => (merged[i] ?? []).concat(row)),
					[],
				),
			multiHeadAttention: summedOverHeads,
		},
		"with mathjs": {
			splitHeads: (x: Matrix, heads: number) => {
				const dHead = x[0]!.length / heads;
				const rows = mathjs.range(0, x.length);
				return Array.from({ length: heads }, (_, h) =>
					mathjs
						.matrix(x.map((row) => [...row]))
						.subset(mathjs.index(rows, mathjs.range(h * dHead, (h + 1) * dHead)))
						.toArray(),
				).map((head) => (Array.isArray(head) ? asRows(head, x.length) : [[head]]));
			},
			mergeHeads: (heads: readonly Matrix[]) =>
				heads
					.map((head) => head.map((row) => [...row]))
					.reduce((a, b) => mathjs.concat(a, b, 1) as number[][]),
			multiHeadAttention: withMathjs,
		},
		"with typed arrays, converted back": {
			splitHeads: (x: Matrix, heads: number) => {
				const d = x[0]!.length;
				const flat = Float64Array.from(x.flat());
				return Array.from({ length: heads }, (_, h) =>
					Array.from({ length: x.length }, (_, i) =>
						Array.from(flat.subarray(i * d + (h * d) / heads, i * d + ((h + 1) * d) / heads)),
					),
				);
			},
			mergeHeads: (heads: readonly Matrix[]) => {
				const [first] = heads as [Matrix];
				const dHead = first[0]!.length;
				return first.map((_, i) => {
					const row = new Float64Array(dHead * heads.length);
					heads.forEach((head, h) => {
						row.set(head[i]!, h * dHead);
					});
					return [...row];
				});
			},
			multiHeadAttention: (x: Matrix, params: Params, options: Options) =>
				inLoops(x, params, options),
		},
		"recursively, one head at a time": {
			splitHeads: splitRecursively,
			mergeHeads: mergeRecursively,
			multiHeadAttention: summedOverHeads,
		},
		"by cutting the matrices into heads before multiplying": {
			...solution,
			multiHeadAttention: (x: Matrix, { wq, wk, wv, wo }: Params, { heads, mask }: Options) => {
				const [queries, keys, values] = [wq, wk, wv].map((w) => solution.splitHeads(w, heads));
				const results = queries!.map((_, h) =>
					oneHead(times(x, queries![h]!), times(x, keys![h]!), times(x, values![h]!), mask),
				);
				return {
					weights: results.map(({ weights }) => weights),
					output: times(solution.mergeHeads(results.map(({ output }) => output)), wo),
				};
			},
		},
	},
});

function splitRecursively(x: Matrix, heads: number): number[][][] {
	const dHead = x[0]!.length / heads;
	const first = x.map((row) => row.slice(0, dHead));
	if (heads === 1) return [first];
	return [
		first,
		...splitRecursively(
			x.map((row) => row.slice(dHead)),
			heads - 1,
		),
	];
}

function mergeRecursively([first, ...others]: readonly Matrix[]): number[][] {
	if (others.length === 0) return first!.map((row) => [...row]);
	const rest = mergeRecursively(others);
	return first!.map((row, i) => [...row, ...rest[i]!]);
}

const times = (a: Matrix, b: Matrix): number[][] =>
	a.map((row) => b[0]!.map((_, j) => row.reduceRight((sum, x, c) => sum + x * b[c]![j]!, 0)));

function oneHead(q: Matrix, k: Matrix, v: Matrix, mask?: Mask) {
	const weights = q.map((query, i) => {
		const allowed = mask?.[i] ?? k.map(() => true);
		const scores = k.map((key) => query.reduce((sum, x, t) => sum + x * key[t]!, 0));
		const highest = Math.max(...scores.filter((_, j) => allowed[j]));
		const powers = scores.map((score, j) =>
			allowed[j] ? Math.exp((score - highest) / Math.sqrt(query.length)) : 0,
		);
		const total = powers.reduce((a, b) => a + b);
		return powers.map((power) => (total > 0 ? power / total : 0));
	});
	return { weights, output: times(weights, v) };
}

/** Concat(heads) · Wo is the sum over the heads of head · its rows of Wo. */
function summedOverHeads(x: Matrix, { wq, wk, wv, wo }: Params, { heads, mask }: Options) {
	const dV = wo.length / heads;
	const columns = (w: Matrix, h: number) => {
		const d = w[0]!.length / heads;
		return w.map((row) => row.slice(h * d, h * d + d));
	};
	const weights: number[][][] = [];
	let output = x.map(() => wo[0]!.map(() => 0));
	for (let h = 0; h < heads; h++) {
		const [q, k, v] = [wq, wk, wv].map((w) => times(x, columns(w, h)));
		const found = oneHead(q!, k!, v!, mask);
		weights.push(found.weights);
		const projected = times(found.output, wo.slice(h * dV, (h + 1) * dV));
		output = output.map((row, i) => row.map((sum, o) => sum + projected[i]![o]!));
	}
	return { output, weights };
}

function inLoops(x: Matrix, { wq, wk, wv, wo }: Params, { heads, mask }: Options) {
	const q = times(x, wq);
	const k = times(x, wk);
	const v = times(x, wv);
	const dK = wq[0]!.length / heads;
	const dV = wv[0]!.length / heads;
	const weights = Array.from({ length: heads }, () => x.map(() => x.map(() => 0)));
	const merged = x.map(() => new Array<number>(heads * dV).fill(0));
	for (let i = 0; i < x.length; i++)
		for (let h = 0; h < heads; h++) {
			let total = 0;
			for (let j = 0; j < x.length; j++) {
				if (mask && !mask[i]![j]) continue;
				let score = 0;
				for (let c = h * dK; c < (h + 1) * dK; c++) score += q[i]![c]! * k[j]![c]!;
				weights[h]![i]![j] = Math.exp(score / Math.sqrt(dK));
				total += weights[h]![i]![j]!;
			}
			for (let j = 0; j < x.length; j++) {
				if (total > 0) weights[h]![i]![j]! /= total;
				for (let c = h * dV; c < (h + 1) * dV; c++)
					merged[i]![c]! += weights[h]![i]![j]! * v[j]![c]!;
			}
		}
	return { weights, output: times(merged, wo) };
}

/** mathjs drops an axis of length 1. */
const asRows = (head: unknown[], n: number): number[][] =>
	n === 1 && !Array.isArray(head[0])
		? [head as number[]]
		: head.map((row) => (Array.isArray(row) ? (row as number[]) : [row as number]));

function withMathjs(x: Matrix, params: Params, { heads, mask }: Options) {
	const plain = (matrix: Matrix) => matrix.map((row) => [...row]);
	const [q, k, v] = [params.wq, params.wk, params.wv].map((w) =>
		solution.splitHeads(mathjs.multiply(plain(x), plain(w)), heads),
	);
	const weights = q!.map((queries, h) => {
		const scores = mathjs.divide(
			mathjs.multiply(queries, mathjs.transpose(k![h]!)),
			Math.sqrt(queries[0]!.length),
		) as number[][];
		return scores.map((row, i) => {
			const powers = row.map((score, j) => (mask && !mask[i]![j] ? 0 : mathjs.exp(score)));
			const total = mathjs.sum(powers);
			return total === 0 ? powers : (mathjs.divide(powers, total) as number[]);
		});
	});
	const outputs = weights.map((rows, h) => mathjs.multiply(rows, v![h]!));
	return {
		weights,
		output: mathjs.multiply(solution.mergeHeads(outputs), plain(params.wo)),
	};
}
