import type { AttentionFlops, Matrix, OnlineSoftmax, TiledOptions, Vector } from "attention-lab";
import * as mathjs from "mathjs";
import * as solution from "../../../solutions/11-cost";
import { suite } from "../../exercises/11-cost.test";
import { describeChecks } from "./describe-lesson";

const plain = (matrix: Matrix) => matrix.map((row) => [...row]);
const highestOf = (scores: Vector) => [...scores].sort((a, b) => b - a)[0] ?? -Infinity;

describeChecks(suite, {
	solution,
	otherWays: {
		"all scores at once, which is no tiling but the same numbers": {
			attentionFlops: (n: number, d: number, heads: number) => {
				const product = (a: number, b: number, c: number) => 2 * a * b * c;
				return withTotal({
					projections: product(n, d, d) + product(n, d, d) + product(n, d, d) + product(n, d, d),
					scores: heads * product(n, d / heads, n),
					softmax: [1, 1, 1, 1, 1].reduce((sum, one) => sum + one * heads * n ** 2, 0),
					mixing: heads * product(n, n, d / heads),
				});
			},
			attentionBytes: (n: number, heads: number) =>
				Array.from({ length: heads }, () => Float32Array.BYTES_PER_ELEMENT * n * n).reduce(
					(a, b) => a + b,
				),
			onlineSoftmax: (chunks: readonly Vector[]) => {
				const scores = chunks.flat();
				const highest = highestOf(scores);
				const powers = scores.map((score) => (score > -Infinity ? Math.exp(score - highest) : 0));
				const total = powers.reduceRight((a, b) => a + b, 0);
				let at = 0;
				const weights = chunks.map((chunk) =>
					chunk.map(() => {
						const power = powers[at++]!;
						return total > 0 ? power / total : 0;
					}),
				);
				return { highest, total, weights };
			},
			tiledAttention: (q: Matrix, k: Matrix, v: Matrix) => allAtOnce(q, k, v),
		},
		"score by score, in tiles of one": {
			attentionFlops: (n: number, d: number, heads: number) =>
				withTotal({
					projections: 8 * n * d ** 2,
					scores: 2 * n ** 2 * d,
					softmax: 5 * heads * n ** 2,
					mixing: 2 * n ** 2 * d,
				}),
			attentionBytes: (n: number, heads: number) => (heads * n * n * 32) / 8,
			onlineSoftmax: (chunks: readonly Vector[]) => {
				let [highest, total] = [-Infinity, 0];
				for (const score of chunks.flat()) {
					if (score === -Infinity) continue;
					if (score > highest) {
						total = total * Math.exp(highest - score) + 1;
						highest = score;
					} else total += Math.exp(score - highest);
				}
				const weights = chunks.map((chunk) =>
					chunk.map((score) => (score === -Infinity ? 0 : Math.exp(score - highest) / total)),
				);
				return { highest, total, weights };
			},
			tiledAttention: (q: Matrix, k: Matrix, v: Matrix) =>
				q.map((query) => {
					let [highest, total] = [-Infinity, 0];
					const mixture = new Float64Array(v[0]!.length);
					k.forEach((key, j) => {
						let score = 0;
						for (let c = 0; c < key.length; c++) score += query[c]! * key[c]!;
						score /= Math.sqrt(key.length);
						const now = Math.max(highest, score);
						const [old, own] = [Math.exp(highest - now), Math.exp(score - now)];
						total = total * old + own;
						for (let c = 0; c < mixture.length; c++)
							mixture[c] = mixture[c]! * old + own * v[j]![c]!;
						highest = now;
					});
					return Array.from(mixture, (sum) => sum / total);
				}),
		},
		"each tile by itself, and then all tiles together": {
			attentionFlops: solution.attentionFlops,
			attentionBytes: solution.attentionBytes,
			onlineSoftmax: (chunks: readonly Vector[]) => {
				const parts = chunks.map((chunk) => {
					const top = highestOf(chunk);
					const powers = chunk.map((score) => (score === -Infinity ? 0 : Math.exp(score - top)));
					return { top, powers, sum: powers.reduce((a, b) => a + b, 0) };
				});
				const highest = highestOf(parts.map(({ top }) => top));
				const factors = parts.map(({ top }) => (top === -Infinity ? 0 : Math.exp(top - highest)));
				const total = parts.reduce((all, { sum }, c) => all + sum * factors[c]!, 0);
				const weights = parts.map(({ powers }, c) =>
					powers.map((power) => (total === 0 ? 0 : (power * factors[c]!) / total)),
				);
				return { highest, total, weights };
			},
			tiledAttention: (q: Matrix, k: Matrix, v: Matrix, { block }: TiledOptions) =>
				q.map((query) => {
					const tiles = Array.from({ length: Math.ceil(k.length / block) }, (_, t) => {
						const [keys, values] = [k, v].map((m) => m.slice(t * block, t * block + block));
						const scores = scoresOf(query, keys!);
						const top = highestOf(scores);
						const powers = scores.map((score) => Math.exp(score - top));
						return { top, total: powers.reduce((a, b) => a + b), mixture: times(powers, values!) };
					});
					const highest = highestOf(tiles.map(({ top }) => top));
					const factors = tiles.map(({ top }) => Math.exp(top - highest));
					const total = tiles.reduce((sum, tile, t) => sum + factors[t]! * tile.total, 0);
					return times(
						factors,
						tiles.map(({ mixture }) => mixture),
					).map((sum) => sum / total);
				}),
		},
		"with mathjs": {
			attentionFlops: (n: number, d: number, heads: number) => {
				const count = (formula: string) => mathjs.evaluate(formula, { n, d, h: heads }) as number;
				return withTotal({
					projections: count("4 * n * d * 2 * d"),
					scores: count("h * n * n * 2 * d / h"),
					softmax: count("5 * h * n^2"),
					mixing: count("h * n * (d / h) * 2 * n"),
				});
			},
			attentionBytes: (n: number, heads: number) => mathjs.prod(4, heads, n, n) as number,
			onlineSoftmax: (chunks: readonly Vector[]) => {
				const scores = chunks.flat().filter((score) => score !== -Infinity);
				if (scores.length === 0)
					return {
						highest: -Infinity,
						total: 0,
						weights: chunks.map((chunk) => chunk.map(() => 0)),
					};
				const highest = mathjs.max(scores) as number;
				const powers = (row: Vector) => row.map((score) => mathjs.exp(score - highest));
				const total = mathjs.sum(powers(scores)) as number;
				return {
					highest,
					total,
					weights: chunks.map((chunk) => powers(chunk).map((x) => x / total)),
				};
			},
			tiledAttention: (q: Matrix, k: Matrix, v: Matrix) => {
				const scores = mathjs.divide(
					mathjs.multiply(plain(q), mathjs.transpose(plain(k))),
					Math.sqrt(k[0]!.length),
				) as number[][];
				const weights = scores.map((row) => {
					const powers = row.map((score) => mathjs.exp(score - (mathjs.max(row) as number)));
					return mathjs.divide(powers, mathjs.sum(powers)) as number[];
				});
				return mathjs.multiply(weights, plain(v));
			},
		},
		"tiles outside, queries inside, with typed arrays": {
			attentionFlops: solution.attentionFlops,
			attentionBytes: solution.attentionBytes,
			onlineSoftmax: (chunks: readonly Vector[]) => recursiveSoftmax(chunks),
			tiledAttention: (q: Matrix, k: Matrix, v: Matrix, { block }: TiledOptions) => {
				const highest = new Float64Array(q.length).fill(-Infinity);
				const total = new Float64Array(q.length);
				const mixture = q.map(() => new Float64Array(v[0]!.length));
				for (let start = 0; start < k.length; start += block)
					q.forEach((query, i) => {
						const scores = scoresOf(query, k.slice(start, start + block));
						const now = Math.max(highest[i]!, highestOf(scores));
						const factor = Math.exp(highest[i]! - now);
						highest[i] = now;
						total[i]! *= factor;
						mixture[i] = mixture[i]!.map((sum) => sum * factor);
						scores.forEach((score, j) => {
							total[i]! += Math.exp(score - now);
							v[start + j]!.forEach((value, c) => {
								mixture[i]![c]! += Math.exp(score - now) * value;
							});
						});
					});
				return mixture.map((row, i) => Array.from(row, (sum) => sum / total[i]!));
			},
		},
	},
});

const withTotal = (parts: Omit<AttentionFlops, "total">): AttentionFlops => ({
	...parts,
	total: Object.values(parts).reduce((a, b) => a + b),
});

const scoresOf = (query: Vector, keys: Matrix): number[] =>
	keys.map((key) => key.reduceRight((sum, x, c) => sum + x * query[c]!, 0) / Math.sqrt(key.length));

const times = (row: Vector, matrix: Matrix): number[] =>
	matrix[0]!.map((_, c) => row.reduce((sum, x, j) => sum + x * matrix[j]![c]!, 0));

function allAtOnce(q: Matrix, k: Matrix, v: Matrix): number[][] {
	return q.map((query) => {
		const scores = scoresOf(query, k);
		return v[0]!.map((_, c) =>
			scores.reduce((mixed, own, j) => {
				const others = scores.reduce((sum, score) => sum + Math.exp(score - own), 0);
				return mixed + v[j]![c]! / others;
			}, 0),
		);
	});
}

/** All but the last chunk first; then the last one brings them down to its level, or they it to theirs. */
function recursiveSoftmax(chunks: readonly Vector[]): OnlineSoftmax {
	const last = chunks.at(-1);
	if (!last) return { highest: -Infinity, total: 0, weights: [] };
	const before = recursiveSoftmax(chunks.slice(0, -1));
	const highest = highestOf([before.highest, ...last]);
	if (highest === -Infinity)
		return { highest, total: 0, weights: [...before.weights, last.map(() => 0)] };
	const own = last.map((score) => Math.exp(score - highest));
	const kept = before.total * Math.exp(before.highest - highest);
	const total = own.reduce((a, b) => a + b, kept);
	const older = before.weights.map((chunk) => chunk.map((weight) => (weight * kept) / total));
	return { highest, total, weights: [...older, own.map((power) => power / total)] };
}
