import type { AttentionForward, Matrix, Vector } from "attention-lab";
import * as mathjs from "mathjs";
import * as solution from "../../../solutions/12-gradients";
import { suite } from "../../exercises/12-gradients.test";
import { attentionBackwardLoops } from "../../exercises/gradient-loops";
import { describeChecks } from "./describe-lesson";

type Loss = (x: Matrix) => number;

describeChecks(suite, {
	solution,
	otherWays: {
		"in loops, adding up": {
			softmaxBackward: (p: Vector, dp: Vector) => {
				const result: number[] = [];
				for (let i = 0; i < p.length; i++) {
					let slope = 0;
					for (let j = 0; j < p.length; j++)
						slope += p[i]! * (i === j ? 1 - p[j]! : -p[j]!) * dp[j]!;
					result.push(slope);
				}
				return result;
			},
			attentionBackward: attentionBackwardLoops,
			numericalGradient: (f: Loss, x: Matrix, epsilon = 1e-5) => {
				const copy = x.map((row) => [...row]);
				const result = x.map((row) => row.map(() => 0));
				for (let i = x.length - 1; i >= 0; i--)
					for (let j = 0; j < x[i]!.length; j++) {
						copy[i]![j] = x[i]![j]! + epsilon;
						const up = f(copy);
						copy[i]![j] = x[i]![j]! - epsilon;
						const down = f(copy);
						copy[i]![j] = x[i]![j]!;
						result[i]![j] = (up - down) / (2 * epsilon);
					}
				return result;
			},
		},
		"with mathjs": {
			...solution,
			softmaxBackward: (p: Vector, dp: Vector) => {
				const [weights, slopes] = [[...p], [...dp]];
				return mathjs.subtract(
					mathjs.dotMultiply(weights, slopes),
					mathjs.multiply(weights, mathjs.dot(weights, slopes)),
				);
			},
			attentionBackward: (forward: AttentionForward, dOutput: Matrix) => {
				const plain = (matrix: Matrix) => matrix.map((row) => [...row]);
				const [q, k, v, w] = [forward.q, forward.k, forward.v, forward.weights].map(plain) as [
					number[][],
					number[][],
					number[][],
					number[][],
				];
				const d = plain(dOutput);
				const dW = mathjs.multiply(d, mathjs.transpose(v));
				const sums = mathjs.dotMultiply(w, dW).map((row) => mathjs.sum(row));
				const dS = w.map((row, i) => row.map((p, j) => p * (dW[i]![j]! - sums[i]!)));
				const scaled = mathjs.divide(dS, Math.sqrt(q[0]!.length)) as number[][];
				return {
					dq: mathjs.multiply(scaled, k),
					dk: mathjs.multiply(mathjs.transpose(scaled), q),
					dv: mathjs.multiply(mathjs.transpose(w), d),
				};
			},
		},
		"with the output instead of the row sum, as FlashAttention has it": {
			...solution,
			attentionBackward: ({ q, k, v, weights }: AttentionForward, dOutput: Matrix) => {
				const zeros = (like: Matrix) => like.map((row) => row.map(() => 0));
				const [dq, dk, dv] = [zeros(q), zeros(k), zeros(v)];
				weights.forEach((row, i) => {
					// Σⱼ p·dp is Σ dOutput·output, which needs no row of weights
					const output = v[0]!.map((_, c) => row.reduce((s, w, j) => s + w * v[j]![c]!, 0));
					const shared = output.reduce((s, value, c) => s + value * dOutput[i]![c]!, 0);
					row.forEach((weight, j) => {
						const dp = v[j]!.reduce((s, value, c) => s + value * dOutput[i]![c]!, 0);
						const slope = (weight * (dp - shared)) / q[i]!.length ** 0.5;
						for (let t = 0; t < q[i]!.length; t++) {
							dq[i]![t]! += slope * k[j]![t]!;
							dk[j]![t]! += slope * q[i]![t]!;
						}
						for (let c = 0; c < dOutput[i]!.length; c++) dv[j]![c]! += weight * dOutput[i]![c]!;
					});
				});
				return { dk, dv, dq };
			},
		},
		"with typed arrays, converted back": {
			...solution,
			softmaxBackward: (p: Vector, dp: Vector) => {
				const terms = Float64Array.from(p, (weight, i) => weight * dp[i]!);
				const shared = terms.reduceRight((a, b) => a + b, 0);
				return Array.from(terms, (term, i) => term - p[i]! * shared);
			},
			numericalGradient: (f: Loss, x: Matrix, epsilon = 1e-5) => {
				const width = x[0]!.length;
				const flat = Float64Array.from(x.flat());
				const rowsOf = (numbers: Float64Array) =>
					x.map((_, i) => Array.from(numbers.subarray(i * width, (i + 1) * width)));
				const slopes = flat.map((_, at) => {
					const moved = (by: number) =>
						f(rowsOf(flat.map((value, c) => (c === at ? value + by : value))));
					return (moved(epsilon) - moved(-epsilon)) / epsilon / 2;
				});
				return rowsOf(slopes);
			},
		},
		"one query after the other, with a closure for each step": {
			...solution,
			attentionBackward: ({ q, k, v, weights }: AttentionForward, dOutput: Matrix) => {
				const column = (matrix: Matrix, j: number) => matrix.map((row) => row[j]!);
				const product = (a: Vector, b: Vector) =>
					a.reduceRight((s, value, i) => s + value * b[i]!, 0);
				const root = 1 / Math.sqrt(k[0]!.length);
				const dScores = weights.map((row, i) =>
					solution.softmaxBackward(
						row,
						v.map((value) => root * product(value, dOutput[i]!)),
					),
				);
				return {
					dv: v.map((value, j) =>
						value.map((_, c) => product(column(weights, j), column(dOutput, c))),
					),
					dq: q.map((query, i) => query.map((_, t) => product(dScores[i]!, column(k, t)))),
					dk: k.map((key, j) => key.map((_, t) => product(column(dScores, j), column(q, t)))),
				};
			},
		},
	},
});
