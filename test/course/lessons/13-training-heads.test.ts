import type { HeadMatrices, Matrix, MultiHeadWeights, Random } from "attention-lab";
import * as mathjs from "mathjs";
import * as solution from "../../../solutions/13-training-heads";
import { suite } from "../../exercises/13-training-heads.test";
import { describeChecks } from "./describe-lesson";

type Draws = Pick<Random, "uniform">;

describeChecks(suite, {
	solution,
	otherWays: {
		"in loops": {
			dropout: (x: Matrix, p: number, rng: Draws, training: boolean) => {
				const result: number[][] = [];
				for (const row of x) {
					const own: number[] = [];
					for (const value of row) {
						if (!training) own.push(value);
						else if (rng.uniform() >= p) own.push(value * (1 / (1 - p)));
						else own.push(0);
					}
					result.push(own);
				}
				return result;
			},
			headDiversity: (weights: HeadMatrices) => {
				let [total, pairs] = [0, 0];
				for (let a = 0; a < weights.length; a++)
					for (let b = 0; b < weights.length; b++) {
						if (a === b) continue;
						let [ab, aa, bb] = [0, 0, 0];
						weights[a]!.forEach((row, i) => {
							row.forEach((value, j) => {
								const other = weights[b]![i]![j]!;
								ab += value * other;
								aa += value ** 2;
								bb += other ** 2;
							});
						});
						total += aa * bb === 0 ? 0 : ab / Math.sqrt(aa) / Math.sqrt(bb);
						pairs++;
					}
				return 1 - total / pairs;
			},
			ablateHead: (params: MultiHeadWeights, head: number, heads: number) => {
				const wo = params.wo.map((row) => [...row]);
				const dV = wo.length / heads;
				for (let r = head * dV; r < (head + 1) * dV; r++) wo[r]!.fill(0);
				return { wq: params.wq, wk: params.wk, wv: params.wv, wo };
			},
		},
		"with mathjs": {
			...solution,
			dropout: (x: Matrix, p: number, rng: Draws, training: boolean) => {
				const plain = x.map((row) => [...row]);
				if (!training) return plain;
				const factors = plain.map((row) => row.map(() => (rng.uniform() < p ? 0 : 1 / (1 - p))));
				return mathjs.dotMultiply(plain, factors);
			},
			headDiversity: (weights: HeadMatrices) => {
				const flat = weights.map((head) => mathjs.flatten(head.map((row) => [...row])));
				const units = flat.map((head) => {
					const length = Number(mathjs.norm(head));
					return length === 0 ? head : (mathjs.divide(head, length) as number[]);
				});
				const cosines = units.flatMap((a, i) => units.slice(i + 1).map((b) => mathjs.dot(a, b)));
				return 1 - mathjs.mean(cosines);
			},
		},
		"the mean of all pairs from the length of the sum": {
			...solution,
			headDiversity: (weights: HeadMatrices) => {
				// |Σ u|² = Σ |u|² + 2 Σ pairs, for vectors u of length 1 or 0
				const units = weights.map((head) => {
					const flat = head.flat();
					const length = Math.hypot(...flat);
					return flat.map((value) => (length > 0 ? value / length : 0));
				});
				const sum = units.reduce((a, b) => a.map((value, i) => value + b[i]!));
				const own = units.flat().reduce((total, value) => total + value ** 2, 0);
				const pairs = (sum.reduce((total, value) => total + value ** 2, 0) - own) / 2;
				return 1 - pairs / ((units.length * (units.length - 1)) / 2);
			},
		},
		"with typed arrays, converted back": {
			...solution,
			dropout: (x: Matrix, p: number, rng: Draws, training: boolean) =>
				x.map((row) => {
					const values = Float64Array.from(row);
					if (training)
						for (let j = 0; j < values.length; j++)
							values[j] = rng.uniform() < p ? 0 : values[j]! / (1 - p);
					return Array.from(values);
				}),
			ablateHead: (params: MultiHeadWeights, head: number, heads: number) => {
				const dV = params.wo.length / heads;
				const mask = Float64Array.from(params.wo, (_, r) =>
					r < head * dV || r >= (head + 1) * dV ? 1 : 0,
				);
				return {
					...params,
					wo: params.wo.map((row, r) => row.map((value) => (mask[r] === 1 ? value : 0))),
				};
			},
		},
		"cut into heads and put together again": {
			...solution,
			ablateHead: ({ wo, ...rest }: MultiHeadWeights, head: number, heads: number) => {
				const dV = wo.length / heads;
				const blocks = Array.from({ length: heads }, (_, h) => wo.slice(h * dV, (h + 1) * dV));
				const silenced = blocks.map((block, h) =>
					h === head ? block.map((row) => row.map(() => 0)) : block,
				);
				return { ...rest, wo: silenced.flat() };
			},
		},
	},
});
