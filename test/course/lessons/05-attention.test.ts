import type { Mask, Matrix, Vector } from "attention-lab";
import * as mathjs from "mathjs";
import * as solution from "../../../solutions/05-attention";
import type { Implementation } from "../../../src/course/lesson";
import { suite } from "../../exercises/05-attention.test";
import { describeChecks } from "./describe-lesson";

/** Answers that look nothing like the solution and are as right. */
const otherWays: Record<string, Implementation> = {
	"with loops and indexes": withLoops(),
	"with mathjs": {
		scaledScores: (q: Matrix, k: Matrix) => scaledByMathjs(q, k),
		attention: (q: Matrix, k: Matrix, v: Matrix, mask?: Mask) => {
			const weights = scaledByMathjs(q, k).map((row, i) => {
				const seen = row.map((score, j) => (mask && !mask[i]![j] ? -Infinity : score));
				const highest = mathjs.max(seen) as number;
				if (highest === -Infinity) return row.map(() => 0);
				const powers = seen.map((score) => mathjs.exp(mathjs.subtract(score, highest)) as number);
				return mathjs.divide(powers, mathjs.sum(powers)) as number[];
			});
			return { output: mathjs.multiply(weights, plain(v)) as number[][], weights };
		},
	},
	"with the queries scaled before the dot products, and reduce": {
		scaledScores: scaledByShrinkingQueries,
		attention: (q: Matrix, k: Matrix, v: Matrix, mask?: Mask) => {
			const weights = scaledByShrinkingQueries(q, k).map((row, i) => softly(row, mask?.[i]));
			const output = weights.map((row) =>
				row.reduce(
					(sum, weight, j) => sum.map((x, d) => x + weight * v[j]![d]!),
					v[0]!.map(() => 0),
				),
			);
			return { output, weights };
		},
	},
	"with Float64Arrays, converted back": withTypedArrays(),
	"in one pass over the keys that corrects itself when the highest score changes": {
		scaledScores: scaledByShrinkingQueries,
		attention: (q: Matrix, k: Matrix, v: Matrix, mask?: Mask) => {
			const rows = q.map((query, i) => onePass(query, k, v, mask?.[i]));
			return { output: rows.map(({ mixed }) => mixed), weights: rows.map(({ row }) => row) };
		},
	},
	"with hidden keys left out altogether, from the last key to the first": {
		scaledScores: scaledByShrinkingQueries,
		attention: (q: Matrix, k: Matrix, v: Matrix, mask?: Mask) => {
			const weights = scaledByShrinkingQueries(q, k).map((row, i) => {
				const seen = row.map((_, j) => j).filter((j) => mask === undefined || mask[i]![j]);
				const among = softly(seen.map((j) => row[j]!).reverse()).reverse();
				return row.map((_, j) => (seen.includes(j) ? among[seen.indexOf(j)]! : 0));
			});
			const output = weights.map((row) =>
				v[0]!.map((_, d) => row.reduceRight((sum, weight, j) => sum + weight * v[j]![d]!, 0)),
			);
			return { output, weights };
		},
	},
	"with recursion": {
		scaledScores: (q: Matrix, k: Matrix) =>
			q.map((query) => k.map((key) => productOf(query, key) / Math.sqrt(key.length))),
		attention: (q: Matrix, k: Matrix, v: Matrix, mask?: Mask) => {
			const weights = q.map((query, i) =>
				softly(
					k.map((key) => productOf(query, key) * key.length ** -0.5),
					mask?.[i],
				),
			);
			const mix = (row: Vector, j = 0): number[] =>
				j === row.length
					? v[0]!.map(() => 0)
					: mix(row, j + 1).map((x, d) => x + row[j]! * v[j]![d]!);
			return { output: weights.map((row) => mix(row)), weights };
		},
	},
};

describeChecks(suite, {
	solution,
	otherWays,
	alone: { "divided-by-d-k in attention": "scaled-twice" }, // once in scaledScores, once more there
});

function withLoops(): Implementation {
	const scaledScores = (q: Matrix, k: Matrix) => {
		const scores: number[][] = [];
		for (let i = 0; i < q.length; i++) {
			const row: number[] = [];
			for (let j = 0; j < k.length; j++) {
				let score = 0;
				for (let d = 0; d < q[i]!.length; d++) score += q[i]![d]! * k[j]![d]!;
				row.push(score / Math.sqrt(q[i]!.length));
			}
			scores.push(row);
		}
		return scores;
	};
	const attention = (q: Matrix, k: Matrix, v: Matrix, mask?: Mask) => {
		const weights = scaledScores(q, k);
		const output: number[][] = [];
		for (let i = 0; i < weights.length; i++) {
			const row = weights[i]!;
			let highest = -Infinity;
			for (let j = 0; j < row.length; j++) {
				if (mask && !mask[i]![j]) row[j] = -Infinity;
				if (row[j]! > highest) highest = row[j]!;
			}
			let total = 0;
			for (let j = 0; j < row.length; j++) {
				row[j] = row[j] === -Infinity ? 0 : Math.exp(row[j]! - highest);
				total += row[j]!;
			}
			output.push(new Array<number>(v[0]!.length).fill(0));
			for (let j = 0; j < row.length; j++) {
				if (total > 0) row[j]! /= total;
				for (let d = 0; d < v[0]!.length; d++) output[i]![d]! += row[j]! * v[j]![d]!;
			}
		}
		return { output, weights };
	};
	return { scaledScores, attention };
}

function withTypedArrays(): Implementation {
	const scoresOf = (query: Vector, k: Matrix) => {
		const asked = Float64Array.from(query);
		return Float64Array.from(k, (key) => {
			const product = asked.reduce((sum, x, d) => sum + x * key[d]!, 0);
			return product / Math.sqrt(asked.length);
		});
	};
	return {
		scaledScores: (q: Matrix, k: Matrix) => q.map((query) => Array.from(scoresOf(query, k))),
		attention: (q: Matrix, k: Matrix, v: Matrix, mask?: Mask) => {
			const rows = q.map((query, i) => {
				const scores = scoresOf(query, k);
				const powers = new Float64Array(k.length);
				const seen = scores.filter((_, j) => mask?.[i]?.[j] ?? true);
				if (seen.length > 0) {
					const highest = seen.reduce((a, b) => Math.max(a, b));
					for (let j = 0; j < powers.length; j++)
						if (mask?.[i]?.[j] ?? true) powers[j] = Math.exp(scores[j]! - highest);
				}
				const total = powers.reduce((a, b) => a + b) || 1;
				const weights = powers.map((power) => power / total);
				const mixed = new Float64Array(v[0]!.length);
				weights.forEach((weight, j) => {
					for (let d = 0; d < mixed.length; d++) mixed[d]! += weight * v[j]![d]!;
				});
				return { weights: Array.from(weights), mixed: Array.from(mixed) };
			});
			return {
				weights: rows.map(({ weights }) => weights),
				output: rows.map(({ mixed }) => mixed),
			};
		},
	};
}

/** Lesson 11 will call this online softmax. */
function onePass(query: Vector, k: Matrix, v: Matrix, mayAttend?: readonly boolean[]) {
	const scores = scaledByShrinkingQueries([query], k)[0]!;
	let highest = -Infinity;
	let total = 0;
	let mixed = v[0]!.map(() => 0);
	for (const [j, score] of scores.entries()) {
		if (mayAttend && !mayAttend[j]) continue;
		const higher = Math.max(highest, score);
		const [old, own] = [Math.exp(highest - higher), Math.exp(score - higher)];
		total = total * old + own;
		mixed = mixed.map((x, d) => x * old + own * v[j]![d]!);
		highest = higher;
	}
	if (total === 0) return { mixed, row: scores.map(() => 0) };
	const row = scores.map((score, j) =>
		mayAttend && !mayAttend[j] ? 0 : Math.exp(score - highest) / total,
	);
	return { mixed: mixed.map((x) => x / total), row };
}

function scaledByMathjs(q: Matrix, k: Matrix): number[][] {
	const products = mathjs.multiply(plain(q), mathjs.transpose(plain(k))) as number[][];
	return mathjs.divide(products, mathjs.sqrt(q[0]!.length) as number) as number[][];
}

function scaledByShrinkingQueries(q: Matrix, k: Matrix): number[][] {
	return q.map((query) => {
		const shrunk = query.map((x) => x / Math.sqrt(query.length));
		return k.map((key) => key.reduce((sum, x, d) => sum + x * shrunk[d]!, 0));
	});
}

function softly(scores: Vector, mayAttend?: readonly boolean[]): number[] {
	const seen = scores.map((score, j) => ((mayAttend?.[j] ?? true) ? score : -Infinity));
	const highest = Math.max(...seen);
	const powers = seen.map((score) => (score === -Infinity ? 0 : Math.exp(score - highest)));
	const total = powers.reduce((a, b) => a + b, 0);
	return powers.map((power) => (total === 0 ? 0 : power / total));
}

const productOf = ([x, ...xs]: Vector, [y, ...ys]: Vector): number =>
	x === undefined || y === undefined ? 0 : x * y + productOf(xs, ys);

const plain = (matrix: Matrix): number[][] => matrix.map((row) => [...row]);
